"""Rules of the 109 form (填表說明), for drafts of plans on that form only."""

from generator.rulebook.rule import Rule, Words


def _rule(number: int) -> Words:
    return (
        f"109年度廉政工作計畫表填表說明第 {number} 點",
        f"the 109 form of yearly integrity work plans, rule {number}",
    )


FORM: tuple[Rule, ...] = (
    Rule("form-schedule-outside", "error",
         ("草案的預定進度在計畫期間內", "a draft's schedules lie in the plan's period"),
         ("整段在期間以外的作法，這份計畫完成不了", "a measure outside it cannot be completed by this plan"),
         _rule(3)),
    Rule("form-none-beside-item", "error",
         ("績效對應項目填「無」就不填其他項目", "where the performance item is 無 (none), no other stands beside it"),
         ("兩者互相矛盾", "the two contradict each other"),
         _rule(5)),
    Rule("form-money-unit", "error",
         ("估列經費以新臺幣千元計", "estimates are in NT$ thousand"),
         ("單位不同，審查時會差一千倍", "with another unit the review is wrong by a thousand"),
         _rule(6)),
    Rule("form-target-not-above", "warning",
         ("目標值比上期實際達成的更進一步；法定目標、100% 與 0 除外", "a target goes further than what was reached in the period before; but for legal targets, 100 % and none at all"),
         ("已經做到的事不是目標；沒有上期的定案數字時，比較計畫所列的基準值", "what is reached already is no target; without a final value of the period before, the plan's baseline is compared"),
         _rule(2)),
    Rule("form-repeated", "warning",
         ("目標之間、作法之間文字不重複", "no goal and no measure has the words of another"),
         ("同一件事列兩次，會算成兩件", "one thing listed twice counts as two"),
         _rule(2)),
    Rule("form-schedule-words", "warning",
         ("預定進度寫月份，不寫「經常辦理」等字；只看預定進度欄，不看作法的文字", "the schedule column gives months and no words such as 經常辦理; that column alone, not a measure's own words"),
         ("沒有時限，就無從知道是否完成", "without a time nobody can tell whether it was completed"),
         _rule(3)),
    Rule("form-not-quantified", "note",
         ("每個目標至少有一個可以計數的目標值", "each goal has a target that can be counted"),
         ("不能計數的目標，成果無從衡量", "what cannot be counted cannot be measured"),
         _rule(2)),
    Rule("form-no-stages", "note",
         ("預定進度有階段與完成時限", "schedules give stages and a completion time"),
         ("全年不分階段，期中看不出進度；經常性業務不在此限", "all year without stages shows no progress half-way; for standing duties it is no fault"),
         _rule(3)),
    Rule("form-category", "note",
         ("業務類別用填表說明的名稱", "categories are worded as on the form"),
         ("名稱一致，才好彙整審查", "with the same words plans can be reviewed together"),
         _rule(4)),
)  # fmt: skip

# What the form asks and no rule looks at, and why.
UNCHECKED: tuple[tuple[Words, Words], ...] = (
    (("填表說明第 1 點（依據風險評估報告、政策、機關特性、上年度檢討、民意與首長理念）",
      "Rule 1 (the plan rests on the risk report, policy, the agency's situation, last year's review, public opinion, the head's ideas)"),
     ("計畫的資料裡沒有這些文件可以比對", "the plan's data do not hold these documents")),
    (("填表說明第 2 點「目標項目不宜太多」", "Rule 2, “not too many goals”"),
     ("沒有寫多少算多", "it gives no number")),
    (("填表說明第 2 點「簡明扼要」", "Rule 2, “brief and to the point”"),
     ("沒有寫多長算長", "it gives no length")),
    (("填表說明第 2 點「平衡性及週延性」", "Rule 2, “balanced and complete”"),
     ("要看內容才能判斷；只檢查文字重複", "that is a judgement of content; repeated words alone are looked for")),
    (("填表說明第 2 點「略高於」的「略」", "Rule 2, how much “slightly” is"),
     ("沒有寫高多少；只看有沒有更進一步", "it gives no measure; only whether a target goes further is looked at")),
    (("填表說明第 2 點，作法文字裡的目標值與上期比較", "Rule 2, targets within a measure's words against the period before"),
     ("作法每年改寫，沒有可靠的對應", "measures are worded anew each year, and nothing ties them together reliably")),
    (("填表說明第 5 點的項目名稱", "Rule 5, the names of performance items"),
     ("用「得」，並非必填", "it says “may”")),
    (("填表說明第 6 點，有預算的單位才估列", "Rule 6, estimates by units that have a budget"),
     ("資料沒有寫哪個單位有預算", "the data do not say which unit has one")),
    (("填表說明第 7 點（紙張與字體）", "Rule 7 (paper and type)"),
     ("這是文件的版面，不是資料", "that is the document's layout, not its data")),
)  # fmt: skip
