"""The reports of a StratML document: each report's head, and its values where the indicators stand."""

from generator.document import Document, Value
from generator.exports.stratml_xml import Plain
from generator.imports.stratml_document import Elements, Reading
from generator.records import read_record
from generator.reports import Report, ReportEntry, parse_report_name


class Reports:
    """The reports of one file on their way, by id, as plain values with their places."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._heads: dict[str, Document] = {}
        self._said: dict[str, list[tuple[int, Plain, Document]]] = {}

    def take_heads(self, reports: Value, document: Document) -> None:
        """What reports say beside their indicators; it stands under `reports` in `document`."""
        if not isinstance(reports, dict):
            place = document.place(("reports",))
            self.reading.add(
                place, "value", ("reports 不是「代碼: 內容」", "reports does not hold ids with reports"),
                ("請照匯出的寫法", "write them as they were exported"),
            )  # fmt: skip
            return
        for name, said in reports.items():
            own = Document(self.reading.file, said)
            for mine, whole in ((own.places, document.places), (own.keys, document.keys)):
                mine |= {
                    at[2:]: place for at, place in whole.items() if at[:2] == ("reports", name)
                }
            self._heads[name] = own

    def take_value(self, parts: Elements, kpi: str | None) -> None:
        """What one report says of an indicator, from an ActualResult."""
        reading, own = self.reading, Document(self.reading.file)
        own.places[()] = parts.place
        said = reading.rest(parts.one("Description"), own, ())
        report, place = said.pop("report", None), said.pop("place", "0")
        head = self._heads.get(str(report))
        if head is None:
            reading.add(
                parts.place, "stratml-report",
                (f"實績沒有說是哪一份報告（report: {report}）", f"a result that names none of the reports (report: {report})"),
                ("請在 Description 寫 report: 與 OtherInformation 中報告的代碼", "write report: in its Description, and an id of the reports in OtherInformation"),
            )  # fmt: skip
            return
        as_of = head.value.get("as_of") if isinstance(head.value, dict) else None
        if (end := reading.line(parts.one("EndDate"))) not in (None, as_of):
            reading.differ(parts.place, "EndDate", str(end), f"as_of: {as_of}")
        reading.agree(reading.line(parts.one("NumberOfUnits")), said.get("value"), parts.place)
        number = int(place) if str(place).isdecimal() else 0
        self._said.setdefault(str(report), []).append((number, {"kpi": kpi, **said}, own))

    def entries(self) -> tuple[ReportEntry, ...]:
        """The reports as records, in the order they came in; what keeps one from being one is
        noted."""
        entries = (self._entry(id_, document) for id_, document in self._heads.items())
        return tuple(sorted(filter(None, entries), key=lambda entry: entry.rank))

    def _entry(self, id_: str, document: Document) -> ReportEntry | None:
        values = sorted(self._said.get(id_, ()), key=lambda one: one[0])
        if values and isinstance(document.value, dict):
            if "kpis" in document.value:
                self.reading.differ(document.place(("kpis",)), "kpis", id_, "ActualResult")
            document.value = {**document.value, "kpis": tuple(said for _, said, _ in values)}
        for i, (_, _, own) in enumerate(values):
            document.places |= {("kpis", i, *at): place for at, place in own.places.items()}
            document.keys |= {("kpis", i, *at): place for at, place in own.keys.items()}
            document.refused |= {("kpis", i, *at) for at in own.refused}
        named = parse_report_name(id_)
        if named is None:
            self.reading.add(
                document.place(()), "report-name",
                (f"報告代碼「{id_}」", f"the report's id “{id_}”"),
                ("請寫 日期-階段，例如 2026-07-12-self", "write day-stage, e.g. 2026-07-12-self"),
            )  # fmt: skip
        report, problems = read_record(document, Report)
        self.reading.problems += problems
        if report is None or named is None:
            return None
        day, stage, order = named
        return ReportEntry(id_, day, stage, order, report)
