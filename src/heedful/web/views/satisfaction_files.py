"""What the satisfaction page shows, to take along: two pages for top management, a picture, workbooks."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from heedful.core.organisation import working_calendar
from heedful.papers.documents import as_png
from heedful.papers.reports.satisfaction import months_drawing, satisfaction_report
from heedful.papers.sheets.out import write_xlsx
from heedful.web.asking import day_of
from heedful.web.documents import as_file, sent
from heedful.web.http import Request
from heedful.web.satisfied import csv_of_months, csv_of_segments
from heedful.web.views.satisfaction import looked_at


@login_required
@require_GET
def report(request: Request) -> HttpResponse:
    """Two pages for top management."""
    seen, day = looked_at(request)["seen"], day_of(request)
    if seen is None:
        raise Http404("Nobody has been asked yet.")
    return sent(satisfaction_report(seen, on=day), "pdf", name=f"satisfaction-{day}", at=working_calendar().end(day))


@login_required
@require_GET
def months_picture(request: Request) -> HttpResponse:
    """The months as a picture."""
    page = looked_at(request)
    if page["seen"] is None:
        raise Http404("Nobody has been asked yet.")
    drawing = months_drawing(page["seen"], page["target"], "print")
    return as_file(as_png(str(drawing.wide)), "png", name=f"satisfaction-by-month-{day_of(request)}")


@login_required
@require_GET
def months_workbook(request: Request) -> HttpResponse:
    """The figures by month as a workbook."""
    content = write_xlsx(*csv_of_months(looked_at(request)["seen"]), name="Months")
    return as_file(content, "xlsx", name="satisfaction-by-month")


@login_required
@require_GET
def segments_workbook(request: Request) -> HttpResponse:
    """The figures by segment as a workbook."""
    content = write_xlsx(*csv_of_segments(looked_at(request)["seen"]), name="Segments")
    return as_file(content, "xlsx", name="satisfaction-by-segment")
