"""A report of more than twenty pages with charts as PDF, through its own process, against a bare typst compile."""

import datetime
import resource
import statistics
import time

AT = datetime.datetime(2026, 3, 9, tzinfo=datetime.UTC)


def run(rounds: int = 9) -> dict[str, float]:
    """Set the same report again and again; each time it is as if it were the first."""
    from heedful.papers import charts
    from heedful.papers.documents import Document, Figure, Heading, Paragraph, Table, as_docx, as_pdf

    points = [charts.Point(f"{n}", 0.5 + 0.1 * (n % 3), 0.4, 0.8, 30) for n in range(36)]
    drawing = charts.by_month(points, title="By month", theme="print")
    parts = []
    for number in range(9):
        rows = tuple((f"{number}.{n}", "What was found there, in a sentence or so", "12") for n in range(50))
        parts += [Heading(f"Section {number}"), Paragraph("What was looked at. " * 40),
                  Figure(str(drawing.wide), "By month", drawing.description),
                  Table("Findings", ("No", "Finding", "n"), rows, (2,), (1.0, 4.0, 1.0))]  # fmt: skip
    report = Document("A long report", "Nordvik", "A-1", "As at 9 Mar 2026", tuple(parts))
    spent = {}
    for name, made in (("PDF", lambda: as_pdf(report, at=AT)), ("Word", lambda: as_docx(report))):
        wall, cpu = [], []
        for _ in range(rounds if name == "PDF" else 3):
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            content = made()
            wall.append(time.perf_counter() - began)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        spent |= {f"{name} of a long report, s": statistics.median(wall), f"{name}, CPU s": statistics.median(cpu),
                  f"{name}, bytes": float(len(content))}  # fmt: skip
    pages = as_pdf(report, at=AT).count(b"/Type/Page/")
    return spent | {"pages": float(pages)}
