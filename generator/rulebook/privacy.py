"""What must never be published: persons, open cases, weaknesses, counts that point at few."""

from generator.rulebook.rule import Rule, Words

_DATA_ACT: Words = (
    "個人資料保護法第5條、第16條",
    "Personal Data Protection Act, Articles 5 and 16",
)
_INFORMANTS: Words = (
    "公益揭弊者保護法；獎勵保護檢舉貪污瀆職辦法；刑法第132條",
    "Public Interest Whistleblower Protection Act; Anti-Corruption Informant Rewards and Protection Regulation; Criminal Code, Article 132",
)
_INQUIRY: Words = (
    "刑事訴訟法第245條（偵查不公開）",
    "Code of Criminal Procedure, Article 245 (investigations are not public)",
)
_SECURITY: Words = ("資通安全管理法", "Cyber Security Management Act")
_STATISTICS: Words = (
    "統計法對個別資料的保密；本專案：小於門檻的數字不公開，門檻見 site.yml",
    "The Statistics Act on the secrecy of individual data; this project: counts under the threshold of site.yml are withheld",
)
_PROJECT: Words = ("本專案", "This project")

PRIVACY: tuple[Rule, ...] = (
    Rule(
        "privacy-identity", "error",
        ("公開的文字不含國民身分證或居留證號碼", "no published text holds an identity or residence number"),
        ("檢查碼正確，是真的號碼", "its check digit holds, so it is a number that somebody may bear"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-identity-like", "warning",
        ("公開的文字不含像身分證或居留證號碼的號碼", "no published text holds what looks like an identity or residence number"),
        ("形式相同而檢查碼不符，可能是抄錯的號碼", "it has the form and not the check digit, so it may be a number copied wrongly"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-mobile", "error",
        ("公開的文字不含行動電話號碼", "no published text holds a mobile number"),
        ("行動電話屬於個人", "a mobile telephone belongs to a person"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-phone", "warning",
        ("電話寫在機關的聯絡欄位", "telephone numbers stand in the contact fields"),
        ("聯絡欄位以外的電話，看不出是機關還是個人的", "outside the contact fields it cannot be told whose telephone it is"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-email-personal", "error",
        ("公開的信箱屬於機關網域", "a published mailbox is in the office's own domain"),
        ("免費或個人信箱屬於個人", "a mailbox at a public provider belongs to a person"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-email", "warning",
        ("信箱寫在機關的聯絡欄位", "mailboxes stand in the contact fields"),
        ("信箱常含承辦人姓名，也隨人異動", "mailboxes often name an officer, and change with the officer"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-address", "warning",
        ("公開的文字不含私人住址", "no published text holds a private address"),
        ("門牌可以指出一戶", "a street number points at a household"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-bank", "warning",
        ("公開的文字不含個人的金融帳號", "no published text holds a person's account"),
        ("帳號可以指出一個人，也可被冒用", "an account points at a person and can be misused"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-card", "warning",
        ("公開的文字不含信用卡或健保卡號碼", "no published text holds the number of a payment or health card"),
        ("卡號屬於個人，也可被冒用", "the number of a card belongs to a person and can be misused"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-birth", "warning",
        ("公開的文字不含出生日期", "no published text holds a date of birth"),
        ("出生日期是個人資料，加上職稱就能指出一個人", "a date of birth is personal data; with a post it points at one person"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-plate", "warning",
        ("公開的文字不含車牌號碼", "no published text holds the number of a licence plate"),
        ("車牌可以查出車主", "a licence plate leads to its owner"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-messenger", "warning",
        ("公開的文字不含通訊軟體的個人帳號", "no published text holds a private account of a messenger"),
        ("通訊軟體的帳號屬於個人", "an account of a messenger belongs to a person"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-name", "error",
        ("檢舉人、被檢舉人、陳情人、被告等不寫出姓名", "no informant, accused, complainant or other party is named"),
        ("檢舉人的身分依法保密；未定讞的人不得被指認", "the identity of informants is secret by law, and nobody is to be singled out before a final judgment"),
        _INFORMANTS,
    ),
    Rule(
        "privacy-name-like", "warning",
        ("身分之後沒有像姓名的文字", "nothing that looks like a name stands behind a role"),
        ("身分之後的三個字可能是姓名", "three characters behind a role may be a name"),
        _INFORMANTS,
    ),
    Rule(
        "privacy-name-masked", "note",
        ("當事人連姓氏也不寫", "of a party not even the surname is told"),
        ("小機關裡，一個姓氏就可能指出是誰", "in a small office a surname may be enough to tell who it is"),
        _INFORMANTS,
    ),
    Rule(
        "privacy-roster", "warning",
        ("人員只寫人數，不列姓名", "persons are counted and not listed by name"),
        ("有權限或出國人員的名單會使人成為目標", "lists of people with access or on travel make them targets"),
        _DATA_ACT,
    ),
    Rule(
        "privacy-case-number", "error",
        ("公開的文字不含案號", "no published text holds the number of a case"),
        ("案號可以查出當事人", "the number of a case leads to its parties"),
        _INQUIRY,
    ),
    Rule(
        "privacy-case-like", "warning",
        ("寫出的裁判字號寫明是判決或裁定", "a court's number is told with its judgment or ruling"),
        ("沒有寫明裁判的字號，可能是尚未終結的案件", "a number without its decision may be a case that is not closed"),
        _INQUIRY,
    ),
    Rule(
        "privacy-open-case", "warning",
        ("尚未終結的案件不寫出單位或人", "no unit or person is named in a case that is not closed"),
        ("偵查不公開；提前公開也會誤指", "investigations are not public, and telling early may point at the wrong one"),
        _INQUIRY,
    ),
    Rule(
        "privacy-weakness", "warning",
        ("弱點或稽核缺失改善後才公開", "a weakness or an audit finding is published once it is mended"),
        ("公開未修補的弱點等於指路", "a weakness that is published before it is mended shows the way in"),
        _SECURITY,
    ),
    Rule(
        "privacy-small-count", "warning",
        ("依單位、月份或個人拆開的小數字不公開", "small counts by unit, month or person are withheld"),
        ("一兩件案子加上單位或月份，就能指出是誰", "one or two cases with a unit or a month tell who it is"),
        _STATISTICS,
    ),
    Rule(
        "breakdown-cell", "error",
        ("每格有 figure（整數）或 withheld: true 其中之一，名稱不重複", "each cell has a whole figure or withheld: true, one of the two, and a name of its own"),
        ("資料檔也是公開的，不公開的數字不能留在檔案裡", "the file is public too, so a withheld count must not stand in it"),
        _STATISTICS,
    ),
    Rule(
        "breakdown-total", "error",
        ("各格加起來等於總數", "the cells add up to the total"),
        ("分列是總數的全部，不能多也不能少", "a breakdown divides all of the total, no more and no less"),
        _PROJECT,
    ),
    Rule(
        "breakdown-small", "error",
        ("案件數的小數字不公開", "small counts of cases are withheld"),
        ("小數字加上單位或月份，就能指出是誰", "a small count with a unit or a month tells who it is"),
        _STATISTICS,
    ),
    Rule(
        "breakdown-given-away", "error",
        ("隱去的數字無法由其餘各格算出", "no withheld count can be worked out from the others"),
        ("總數減去其餘各格就是隱去的數字", "the total less the other cells is what was withheld"),
        _STATISTICS,
    ),
    Rule(
        "exception-unused", "warning",
        ("每筆例外都對得到文字", "each exception matches a text"),
        ("例外已經對不到任何文字，留著會遮住以後的問題", "it matches no text any more; left in place it could hide a later fault"),
        _PROJECT,
    ),
    Rule(
        "privacy-excepted", "note",
        ("例外的文字改變時重新決定", "an exception is decided anew when its text changes"),
        ("列在 exceptions.yml，附理由與決定單位", "it is listed in exceptions.yml, with the reason and who decided"),
        _PROJECT,
    ),
)  # fmt: skip
