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
        ("請刪去國民身分證或居留證號碼；若已提交，請先清除版本紀錄", "take the identity or residence number out; if it was committed, clean the history first"),
        ("檢查碼正確，是真的號碼。", "Its check digit holds, so it is a number that somebody may bear."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-identity-like", "warning",
        ("請確認不是身分證或居留證號碼", "make sure that it is no identity or residence number"),
        ("形式相同而檢查碼不符，可能是抄錯的號碼。", "It has the form and not the check digit, so it may be a number copied wrongly."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-mobile", "error",
        ("請刪去行動電話，改寫機關的總機或分機", "take the mobile number out; name the office's switchboard or an extension"),
        ("行動電話屬於個人。", "A mobile telephone belongs to a person."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-phone", "warning",
        ("機關的電話請寫在 channels；私人電話請刪去", "an office's telephone belongs under channels; take a private one out"),
        ("聯絡欄位以外的電話，看不出是機關還是個人的。", "Outside the contact fields it cannot be told whose telephone it is."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-email-personal", "error",
        ("請刪去，改用機關網域的信箱", "take it out, or name a mailbox in the office's own domain"),
        ("免費或個人信箱屬於個人。", "A mailbox at a public provider belongs to a person."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-email", "warning",
        ("機關對外的信箱請寫在 comments 或 corrections；承辦人的信箱請刪去", "an office's public mailbox belongs under comments or corrections; take an officer's own out"),
        ("信箱常含承辦人姓名，也隨人異動。", "Mailboxes often name an officer, and change with the officer."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-address", "warning",
        ("私人住址請刪去", "take a private address out"),
        ("門牌可以指出一戶。", "A street number points at a household."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-bank", "warning",
        ("請確認不是個人的帳號", "make sure that it is nobody's account"),
        ("帳號可以指出一個人，也可被冒用。", "An account points at a person and can be misused."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-card", "warning",
        ("請確認不是信用卡或健保卡的號碼", "make sure that it is no number of a payment or health card"),
        ("卡號屬於個人，也可被冒用。", "The number of a card belongs to a person and can be misused."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-birth", "warning",
        ("請刪去出生日期", "take the date of birth out"),
        ("出生日期是個人資料，加上職稱就能指出一個人。", "A date of birth is personal data; with a post it points at one person."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-plate", "warning",
        ("請刪去車牌號碼", "take the number of the licence plate out"),
        ("車牌可以查出車主。", "A licence plate leads to its owner."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-messenger", "warning",
        ("請刪去個人帳號，改寫機關的官方帳號（@ 開頭）", "take the private account out; name the office's official one, which begins with @"),
        ("通訊軟體的帳號屬於個人。", "An account of a messenger belongs to a person."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-name", "error",
        ("檢舉人、被檢舉人、陳情人、被告等不得寫出姓名，請改寫成不指明個人的說法", "name no informant, accused or complainant; say it without naming a person"),
        ("檢舉人的身分依法保密；未定讞的人不得被指認。", "The identity of informants is secret by law, and nobody is to be singled out before a final judgment."),
        _INFORMANTS,
    ),
    Rule(
        "privacy-name-like", "warning",
        ("請確認這裡沒有人名", "make sure that no person is named here"),
        ("身分之後的三個字可能是姓名。", "Three characters behind a role may be a name."),
        _INFORMANTS,
    ),
    Rule(
        "privacy-name-masked", "note",
        ("請考慮連姓氏也不寫", "consider leaving the surname out too"),
        ("小機關裡，一個姓氏就可能指出是誰。", "In a small office a surname may be enough to tell who it is."),
        _INFORMANTS,
    ),
    Rule(
        "privacy-roster", "warning",
        ("請刪去人名，只寫人數", "take the names out and say how many"),
        ("有權限或出國人員的名單會使人成為目標。", "Lists of people with access or on travel make them targets."),
        _DATA_ACT,
    ),
    Rule(
        "privacy-case-number", "error",
        ("請刪去案號", "take the number of the case out"),
        ("案號可以查出當事人。", "The number of a case leads to its parties."),
        _INQUIRY,
    ),
    Rule(
        "privacy-case-like", "warning",
        ("請確認不是尚未公開的案件；已公開的裁判請寫明「判決」或「裁定」", "make sure that the case is public; name a published decision as a judgment or ruling"),
        ("沒有寫明裁判的字號，可能是尚未終結的案件。", "A number without its decision may be a case that is not closed."),
        _INQUIRY,
    ),
    Rule(
        "privacy-open-case", "warning",
        ("尚未終結的案件請不要寫出單位或人", "name no unit or person in a case that is not closed"),
        ("偵查不公開；提前公開也會誤指。", "Investigations are not public, and telling early may point at the wrong one."),
        _INQUIRY,
    ),
    Rule(
        "privacy-weakness", "warning",
        ("尚未改善的弱點或稽核缺失請等改善後再公開", "publish a weakness or an audit finding when it is mended"),
        ("公開未修補的弱點等於指路。", "A weakness that is published before it is mended shows the way in."),
        _SECURITY,
    ),
    Rule(
        "privacy-small-count", "warning",
        ("依單位、月份或個人拆開的小數字請不要公開，改寫全年或全府合計", "withhold small counts by unit, month or person; give the year's or the government's total"),
        ("一兩件案子加上單位或月份，就能指出是誰。", "One or two cases with a unit or a month tell who it is."),
        _STATISTICS,
    ),
    Rule(
        "breakdown-cell", "error",
        ("每格寫 figure（整數）或 withheld: true 其中之一，名稱不重複", "give each cell a whole figure or withheld: true, one of the two, and a name of its own"),
        ("資料檔也是公開的，不公開的數字不能留在檔案裡。", "The file is public too, so a withheld count must not stand in it."),
        _STATISTICS,
    ),
    Rule(
        "breakdown-total", "error",
        ("請讓各格加起來等於總數", "make the cells add up to the total"),
        ("分列是總數的全部，不能多也不能少。", "A breakdown divides all of the total, no more and no less."),
        _PROJECT,
    ),
    Rule(
        "breakdown-small", "error",
        ("請改寫 withheld: true；不是案件數（例如訓練人次）請寫 sensitive: false", "write withheld: true; where it counts no cases (trainings, say) write sensitive: false"),
        ("小數字加上單位或月份，就能指出是誰。", "A small count with a unit or a month tells who it is."),
        _STATISTICS,
    ),
    Rule(
        "breakdown-given-away", "error",
        ("只隱去一格等於沒有隱去", "a cell withheld alone is not withheld"),
        ("總數減去其餘各格就是隱去的數字。", "The total less the other cells is what was withheld."),
        _STATISTICS,
    ),
    Rule(
        "exception-unused", "warning",
        ("請刪去這筆例外，或改正它的位置與代碼", "remove the exception, or correct its place and code"),
        ("例外已經對不到任何文字，留著會遮住以後的問題。", "It matches no text any more; left in place it could hide a later fault."),
        _PROJECT,
    ),
    Rule(
        "privacy-excepted", "note",
        ("請在文字改變時再看一次", "look at it again when the text changes"),
        ("列在 exceptions.yml，附理由與決定單位。", "It is listed in exceptions.yml, with the reason and who decided."),
        _PROJECT,
    ),
)  # fmt: skip
