"""Statements beside the attributions that trees of UD Arabic-PUD give: recall only, since the trees do not hold all."""

from __future__ import annotations

from pathlib import Path

from external_rows import Table, coder, overlaps, read_rows, shared_part

from marsad.record import Report

_HALF = 0.5


def measure_quotes(folder: Path) -> Table:
    """Attributions whose content, cue and speaker a statement of ours holds."""
    table = Table("statements: attributions of UD Arabic-PUD, recall only")
    of = said = cues = speakers = 0
    for row in read_rows(folder / "quotes" / "pud_attribution_derived.jsonl"):
        found = coder().read(Report(id=row["id"], text=row["text"]))._.statements or ()
        for gold in row["attributions"]:
            of += 1
            start, end = gold["content"]["span"]
            best = max(found, key=lambda s: shared_part((start, end), (s.start, s.end)), default=None)
            if best is None or shared_part((start, end), (best.start, best.end)) < _HALF * (end - start):
                table.wrong.append(f"missed  {gold['cue']['text']} | {row['text']}")
                continue
            said += 1
            cues += best.cue is not None and (best.cue in gold["cue"]["text"] or gold["cue"]["text"] in best.cue)
            speaker = gold["speaker"]["span"]
            spans = [span for name, (_, parts) in best.rules.items() if name.startswith("speaker") for span in parts]
            ok = any(overlaps((speaker[0], speaker[1]), span) for span in spans)
            speakers += ok
            if not ok:
                table.wrong.append(f"speaker {best.speaker_name or best.speaker_role}, not {gold['speaker']['text']}")
    table.share("content, by half", said, of)
    table.share("  with its cue", cues, of)
    table.share("  with its speaker", speakers, of)
    return table
