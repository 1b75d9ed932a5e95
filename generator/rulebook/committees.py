"""Rules of committees: their meetings and what these resolved."""

from generator.rulebook.rule import Rule
from generator.rulebook.sources import OURS

COMMITTEES: tuple[Rule, ...] = (
    Rule("committee-file", "error",
         ("會議的檔名是日期，決議的檔名是代號", "a meeting's file is named for its day, a resolution's for its id"),
         ("檔名就是網址；代號公布後不再更改", "the name becomes the address, and an id stays once it is out"),
         OURS),
    Rule("agenda-order", "error",
         ("議程依序為歷次決議追蹤、業務報告、專題報告、提案、臨時動議", "an agenda runs from earlier resolutions over reports, special reports and proposals to motions"),
         ("會議照這個次序進行", "that is the order in which such a meeting works"),
         ("廉政會報的議事慣例", "the usual order of an ethics meeting (廉政會報)")),
    Rule("concern-item", "error",
         ("一條連結指明一個項目，或整份計畫", "an entry names one item, or a whole plan"),
         ("同一條寫兩個項目，看不出哪一個算數", "where two are named in one entry, nobody can tell which one counts"),
         OURS),
    Rule("resolution-days", "error",
         ("期限、辦理情形與解除列管都不早於決議，會議都有召開", "deadline, notes and closing are not before the resolution, and their meetings were held"),
         ("日期有一個寫錯", "one of the days is wrong"),
         OURS),
    Rule("resolution-state", "error",
         ("繼續列管的決議沒有解除列管的會議", "a resolution that is tracked names no meeting that closed it"),
         ("兩者只有一個是真的", "only one of the two is true"),
         OURS),
)  # fmt: skip
