"""Words of the made-up plans: Chinese and English of what ethics offices do. No document's text.

Each row is one phrase in both languages. A measure is put together from an occasion, a deed and an
aim, so a few hundred phrases make some hundred thousand sentences.
"""

from collections.abc import Sequence

Phrase = tuple[str, str]


def _rows(table: str) -> Sequence[Phrase]:
    """`中文 | English`, one phrase a line."""
    lines = (line.partition(" | ") for line in table.strip().splitlines())
    return tuple((zh.strip(), en.strip()) for zh, _, en in lines)


# Names of places that do not exist, two characters and their sounds.
FIRST = _rows("""
晴 | Qing
霽 | Ji
嵐 | Lan
澄 | Cheng
曦 | Xi
蒼 | Cang
翠 | Cui
蔚 | Wei
朔 | Shuo
霞 | Xia
沐 | Mu
湛 | Zhan
岑 | Cen
墨 | Mo
玄 | Xuan
珀 | Po
硯 | Yan
穗 | Sui
""")
SECOND = _rows("""
渚 | zhu
坪 | ping
岬 | jia
汀 | ting
陵 | ling
隈 | wei
嶼 | yu
灣 | wan
澤 | ze
瀨 | lai
崗 | gang
橋 | qiao
津 | jin
原 | yuan
塘 | tang
峽 | xia
""")
GOVERNMENTS = _rows("""
市政府 | City Government
縣政府 | County Government
港務局 | Port Bureau
水利署 | Water Agency
""")

GOALS = _rows("""
健全廉政會報運作，凝聚跨單位共識 | Make the ethics meeting work well and bring units to a common view
掌握機關廉政風險，落實預警機制 | Know the agency's integrity risks and put early warning to work
推動採購透明，維護公平競爭 | Make procurement transparent and keep competition fair
深化專案稽核，提出制度改善建議 | Deepen special audits and propose how the system can improve
落實陽光法案，強化申報義務人服務 | Carry out the Sunshine Acts and serve those who must declare
擴大反貪宣導，鼓勵民眾參與監督 | Widen anti-corruption outreach and invite the public to oversee
扎根校園誠信教育，培養守法觀念 | Root integrity education in schools and nurture respect for the law
審慎處理陳情檢舉，釐清事實真相 | Handle petitions and reports with care and establish the facts
強化公務機密維護，防止資訊外洩 | Strengthen the keeping of official secrets and prevent leaks
確保機關設施安全，妥善因應陳抗 | Keep the agency's premises safe and respond well to protests
提升政風人員專業，充實團隊量能 | Raise the skills of ethics officers and the capacity of the team
推廣廉政倫理規範，樹立清廉風氣 | Spread the ethics guidelines and set a climate of probity
結合企業力量，推動誠信經營 | Work with business to promote honest management
簡化行政流程，增進行政透明 | Simplify procedures and make administration more transparent
善用資訊科技，提升稽核效能 | Use information technology to make audits more effective
保護揭弊管道，建立信任環境 | Protect channels for disclosure and build an environment of trust
關懷弱勢補助業務，防止資源錯置 | Look after grants for the vulnerable and keep resources from going astray
維護工程品質，減少公帑浪費 | Keep the quality of public works and waste less public money
""")

OCCASIONS = _rows("""
依年度風險評估結果 | Following the year's risk assessment
結合各業務單位 | Together with the operating units
配合首長施政重點 | In line with the head's priorities
參考外部稽核意見 | Drawing on the views of outside auditors
利用機關集會場合 | Using the agency's own assemblies
按季檢視辦理進度 | Reviewing progress each quarter
邀請學者專家協助 | With the help of invited scholars and experts
因應法規修正 | In response to amended rules
運用資料分析工具 | Using tools for data analysis
針對民眾關切議題 | On issues that concern the public
透過公開抽籤方式 | By drawing lots in public
整合地方公益團體資源 | Pooling the resources of local charities
於重要節日前後 | Around important festivals
就委外辦理業務 | For outsourced operations
考量機關規模與人力 | Considering the agency's size and staff
以問卷與訪談並行 | By questionnaires and interviews side by side
參採前期檢討建議 | Taking up the suggestions of the last review
依行政院核定方案 | Under the scheme approved by the Executive Yuan
對新進同仁 | For new colleagues
就跨機關合作事項 | For matters of cooperation between agencies
於預算編列階段 | At the stage of drawing up the budget
以滾動檢討方式 | By rolling review
""")

DEEDS = _rows("""
召開廉政會報並追蹤決議事項 | convene the ethics meeting and follow up its resolutions
編撰廉政風險評估報告 | compile the integrity risk assessment report
辦理採購業務專案稽核 | conduct a special audit of procurement
派員監辦開標與驗收 | send staff to supervise tender opening and acceptance
抽查公共工程施工品質 | spot-check the quality of public works
受理財產申報並辦理抽籤 | receive property declarations and draw lots among them
辦理利益衝突迴避法令說明會 | hold briefings on the law of recusal
製作圖利與便民案例教材 | produce teaching cases on favours and service to the public
辦理村里反貪座談 | hold neighbourhood talks against corruption
到校辦理誠信品格活動 | hold activities on honesty in schools
培訓廉政志工並舉辦聯繫會 | train integrity volunteers and hold their liaison meeting
設置並維護多元檢舉管道 | set up and maintain various channels for reports
彙整陳情案件類型分析 | analyse the kinds of petitions received
檢查電腦設備使用紀錄 | check the usage logs of computer equipment
辦理公務機密宣導與測驗 | teach and test the keeping of official secrets
檢修門禁與監視設備 | inspect and repair access control and cameras
研訂首長安全維護計畫 | draw up the plan for the safety of the head
演練陳情抗議應變程序 | rehearse how to respond to petitions and protests
推動廉政平臺與廠商座談 | promote an integrity platform and talks with suppliers
公開重大工程辦理進度 | publish the progress of major works
建置業務透明查詢網頁 | build a web page where people can follow procedures
檢視補助款撥付與核銷流程 | review how grants are paid out and settled
清查未使用公有房地 | take stock of public property that stands unused
稽核小額採購分散情形 | audit whether small purchases were split
訪查受補助團體執行情形 | visit subsidised groups to see what they did
登錄受贈財物與飲宴應酬事件 | register gifts received and invitations to meals
辦理政風人員專業研習 | hold professional courses for ethics officers
編印廉政電子報 | publish an integrity newsletter
拍攝行政透明短片 | film short clips on administrative transparency
表揚廉潔楷模事蹟 | commend exemplary integrity
辦理資訊安全內部稽核 | carry out internal audits of information security
建立委外廠商保密協議範本 | draft a model confidentiality agreement for contractors
追蹤稽核建議改善情形 | track how audit suggestions are carried out
蒐集民意對清廉度的看法 | collect public opinion on probity
辦理殯葬業務服務流程檢視 | review the procedures of funeral services
檢核清潔車輛油料使用 | check the fuel used by cleaning vehicles
檢討路燈維修採購規格 | review the specifications for the repair of street lights
抽測營養午餐食材驗收 | spot-check the acceptance of school meal supplies
覆核違章建築查報程序 | re-check the procedure for reporting illegal buildings
查訪停車場委外經營 | inspect car parks run by contractors
整理常見法令問答集 | compile answers to common legal questions
辦理公務員廉政倫理測驗 | hold tests on the ethics guidelines
建立採購異常態樣指標 | set up indicators of irregular procurement
分析差旅與加班費申領 | analyse claims for travel and overtime
辦理廉政研究專題 | conduct a research topic on integrity
舉辦廠商誠信論壇 | hold a forum on integrity for suppliers
協助建立內控自評表 | help to set up self-assessment forms of internal control
公布會議紀錄與附件 | publish minutes with their annexes
檢視志工保險與交通補助 | review insurance and travel grants of volunteers
辦理檔案調閱權限盤點 | take stock of who may consult files
宣導檢舉獎勵與保護規定 | explain rewards and protection for reports
辦理公務車輛管理查核 | check the management of official vehicles
建立圖書採購公開選書機制 | set up an open choice of books to purchase
檢討收費窗口現金管理 | review cash management at service counters
""")

AIMS = _rows("""
以降低廉政風險 | to lower integrity risks
俾及早發現作業缺口並補強 | so that gaps in procedures are found early and closed
期提升民眾信賴 | to raise the trust of the public
以節省公帑並維護品質 | to save public money and keep quality
協助同仁安心任事 | to help colleagues act without worry
落實公開透明原則 | to live up to the principle of openness
並將結果提報會議討論 | and submit the results to the meeting for discussion
以健全內部控制 | to make internal control sound
並公布於機關網站 | and publish it on the agency's website
俾利後續管考 | for later monitoring
以強化保密觀念 | to strengthen the sense of confidentiality
增進跨域合作 | to improve cooperation across fields
避免誤觸法令 | to keep people from breaking the law unawares
並適時提出興革建議 | and propose reforms in good time
以回應外界期待 | to answer what the public expects
確保服務品質一致 | to keep the quality of service even
並納入教育訓練教材 | and include it in training material
逐步建立制度化作法 | to build a settled practice step by step
""")

CATEGORIES = ("綜合規劃業務", "視察業務", "防貪業務", "肅貪業務", "維護業務", "綜合業務", "其他")
THEMES = (
    "prevention", "procurement", "sunshine", "education", "investigation", "security",
    "administration",
)  # fmt: skip

PERFORMANCE_ITEMS = _rows("""
政策目標－強化風險預警 | Policy target: stronger early warning of risks
政策目標－促進採購透明 | Policy target: more transparent procurement
政策目標－提升專業能力 | Policy target: higher professional ability
自主管理－稽核建議落實 | Self-managed item: audit suggestions carried out
自主管理－宣導活動場次 | Self-managed item: outreach sessions held
自主管理－申報服務滿意 | Self-managed item: satisfaction with declaration services
自主管理－志工服務時數 | Self-managed item: hours of volunteer service
自主管理－電子報發行 | Self-managed item: newsletter published
""")

# Name, formula, unit of what is counted.
COUNTS = _rows("""
辦理專案稽核件數 | Special audits conducted
提出預警建議件數 | Early-warning suggestions made
辦理反貪宣導場次 | Anti-corruption outreach sessions held
廉政志工服務人次 | Attendances of integrity volunteers
監辦採購案件數 | Procurement cases supervised
工程抽查次數 | Spot-checks of public works
召開廉政會報次數 | Ethics meetings convened
資訊使用稽核次數 | Audits of information use
公開行政流程件數 | Procedures made public
發行電子報期數 | Newsletters issued
辦理校園誠信活動場次 | Integrity activities held in schools
訪查補助團體件數 | Visits to subsidised groups
辦理廠商座談場次 | Talks with suppliers held
倫理事件登錄件數 | Ethics-related events registered
""")
COUNT_UNITS = (
    "件",
    "件",
    "場次",
    "人次",
    "案",
    "次",
    "次",
    "次",
    "件",
    "份",
    "場次",
    "件",
    "場次",
    "件",
)
RATES = _rows("""
陳情案件如期辦結率 | Petitions completed on time
財產申報如期完成率 | Property declarations completed on time
稽核建議採納率 | Audit suggestions adopted
宣導活動滿意度 | Satisfaction with outreach
同仁廉政測驗通過率 | Colleagues who passed the integrity test
採購文件上網公開率 | Procurement documents published online
安全檢查缺口改善率 | Gaps of safety checks closed
決議事項完成率 | Resolutions carried out
教育訓練參訓率 | Take-up of training
廉政平臺資料更新率 | Integrity platform kept up to date
""")
AMOUNTS = _rows("""
陳情案件平均處理日數 | Average days to handle a petition
申報服務平均等候日數 | Average days of waiting for declaration services
稽核報告平均完成日數 | Average days to complete an audit report
建議事項平均回覆日數 | Average days to answer a suggestion
""")
RANKS = _rows("""
廉政評鑑名次 | Rank in the integrity review
政府資訊公開評比名次 | Rank in the review of open government
民眾清廉印象調查名次 | Rank in the survey of perceived probity
""")
MILESTONES = _rows("""
廉政服務網頁上線 | Integrity service page online
風險評估報告定稿 | Risk assessment report final
採購公開專區啟用 | Procurement area open
內控自評表施行 | Self-assessment of internal control in force
""")
TEXTS = _rows("""
檢舉保密作業檢討 | Review of how reports are kept confidential
委外契約廉潔條款修訂 | Amended integrity clauses of outsourcing contracts
機關風險圖像建立 | Picture of the agency's risks
志工制度檢討 | Review of the volunteer system
""")
TEXT_TARGETS = _rows("""
完成檢討並提出修正建議 | Review completed and amendments proposed
完成訂定並公告施行 | Adopted and announced
完成建置並提會報告 | Built and reported to the meeting
""")
FORMULAS = _rows("""
全年累計辦理數 | Total over the year
依系統登錄數計算 | As registered in the system
以統計表所列為準 | As listed in the statistical table
""")
EVALUATIONS = _rows("""
統計數據 | Statistical data
進度控管 | Progress control
問卷調查 | Survey
""")

WORK_ITEMS = _rows("""
推動機關廉政風險管理 | Promote integrity risk management
辦理採購監辦與稽核 | Supervise and audit procurement
落實公職人員財產申報 | Carry out property declarations
擴大社會參與反貪 | Widen public participation against corruption
審慎查處陳情檢舉 | Handle petitions and reports with care
維護公務機密安全 | Keep official secrets safe
維護機關設施安全 | Keep the agency's premises safe
充實政風人員專業 | Raise the skills of ethics officers
推動行政透明措施 | Promote administrative transparency
促進企業誠信合作 | Further integrity together with business
""")
BUDGET = _rows("""
一般行政 | General administration
預防貪瀆工作 | Prevention of corruption
廉政宣導工作 | Integrity outreach
財產申報業務 | Property declaration
公務機密維護 | Keeping of official secrets
機關安全維護 | Safety of the agency
採購稽核業務 | Procurement audits
志工管理業務 | Management of volunteers
資訊稽核業務 | Information audits
教育訓練業務 | Training
研究發展業務 | Research and development
行政透明措施 | Administrative transparency
""")
ACCOUNTS = _rows("""
人事費 | Personnel
業務費 | Operations
設備及投資 | Equipment and investment
獎補助費 | Awards and grants
""")

REASONS = _rows("""
上半年人力異動，進度延後 | Staff changed in the first half and progress was delayed
配合法規修正調整辦理時程 | The schedule was moved to follow amended rules
天候影響，活動改期 | Bad weather moved the activities
委外採購流標後重新招標 | The tender failed and was called again
參加單位報名較少 | Fewer units signed up than foreseen
系統更新期間暫停受理 | Intake paused while the system was renewed
案件較往年複雜，需時較長 | Cases were more complex than before and took longer
經費勻支，縮小辦理規模 | Money was moved elsewhere and the scale reduced
""")
RESPONSES = _rows("""
已增補人力並逐月追蹤 | Staff were added, with monthly follow-up
改採線上方式辦理 | It is held online instead
簡化流程並訂定期限 | The procedure was simplified and given a deadline
納入下年度優先辦理 | It takes priority in the next plan
與業務單位共同檢討 | It is reviewed together with the operating units
分階段辦理，先行完成必要項目 | It proceeds in stages, the needed items first
""")
DONE = _rows("""
已依計畫辦理完成 | Completed as planned
完成並提會議報告 | Completed and reported to the meeting
分梯次辦理，成果已公布 | Held in several rounds, results published
已完成規劃，執行中 | Planned and being carried out
資料蒐集完成，撰擬報告中 | Data collected, the report is being written
""")
QUESTIONS = _rows("""
這項指標的數字包括所屬機關嗎？ | Do these figures include subordinate agencies?
稽核報告會公開嗎？ | Will the audit report be published?
志工如何報名？ | How can one become a volunteer?
目標值是怎麼訂的？ | How was the target set?
為什麼預算比去年少？ | Why is the budget smaller than last year?
會議紀錄多久公布？ | How soon are minutes published?
""")
ANSWERS = _rows("""
包括，統計範圍列在備註。 | Yes; the notes list what is counted.
摘要會公布在機關網站。 | A summary will be on the agency's website.
請參考網站公告的報名方式。 | Please see how to apply on the website.
參考前幾年辦理情形訂定。 | It follows what was done in earlier years.
部分工作改由其他科目支應。 | Part of the work is paid from another account.
會後公布，並附上附件。 | After the meeting, with annexes.
""")
CONSULTATIONS = _rows("""
下年度優先推動的項目 | What to promote first next year
業務流程透明化的作法 | How to make procedures transparent
宣導活動的形式 | What form outreach should take
""")
SAID = _rows("""
希望增加線上查詢 | More online look-up would help
活動時間可安排在假日 | Activities could be held on days off
請說明統計方式 | Please explain how it is counted
資料請提供開放格式 | Please offer data in open formats
""")
UNITS = _rows("""
預防科 | Prevention Section
查處科 | Inquiry Section
維護科 | Safeguarding Section
綜合科 | General Section
""")
SUMMARIES = _rows("""
說明機關任務與年度工作方向，以預防為先，兼顧服務與監督。 | Sets out the task of the agency and the direction of the year: prevention first, with service and oversight.
分析內外環境與前期辦理情形，指出採購、補助與資訊安全為重點。 | Analyses the setting and the period before; procurement, grants and information security come first.
說明編列依據與各項工作的關聯，並列出參與單位。 | Explains what the plan rests on, how the items hang together, and who takes part.
""")
