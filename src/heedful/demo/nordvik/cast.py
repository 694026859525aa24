"""The people, places and customers of Nordvik Cold Chain, an invented firm of sixty."""

PEOPLE: list[tuple[str, str, str | None, str]] = [
    # name, address before @nordvik.example, access role, unit
    ("Dana Ortiz", "dana", "quality_manager", "Head office"),
    ("Sigrid Nordvik", "sigrid", "top_management", "Head office"),
    ("Henrik Aas", "henrik", "top_management", "Head office"),
    ("Ines Marek", "ines", "process_owner", "Head office"),
    ("Jonas Lie", "jonas", "process_owner", "North depot"),
    ("Aylin Demir", "aylin", "process_owner", "South depot"),
    ("Tuva Solheim", "tuva", "member", "Head office"),
    ("Marek Nowak", "marek", "member", "North depot"),
    ("Leila Haddad", "leila", "member", "South depot"),
    ("Ola Kjær", "ola", "member", "Terminal west"),
    ("Priya Raman", "priya", "internal_auditor", "Head office"),
    ("Erik Falk", "erik", "external_auditor", ""),
]
DEMO_ENTRIES = [
    ("Quality manager", "dana@nordvik.example"),
    ("Top management", "sigrid@nordvik.example"),
    ("Process owner", "ines@nordvik.example"),
    ("Auditor", "priya@nordvik.example"),
    ("Member", "tuva@nordvik.example"),
]
FIRST = [
    "Anna",
    "Bjørn",
    "Camilla",
    "David",
    "Elif",
    "Frode",
    "Greta",
    "Håkon",
    "Ingrid",
    "Jakub",
    "Kari",
    "Lars",
    "Mette",
    "Nils",
    "Olga",
    "Per",
    "Ragnhild",
    "Samira",
    "Terje",
    "Une",
    "Vidar",
    "Wenche",
    "Yusuf",
    "Åse",
]
LAST = [
    "Berg",
    "Dahl",
    "Eide",
    "Foss",
    "Grønn",
    "Haug",
    "Iversen",
    "Johansen",
    "Kowalski",
    "Lund",
    "Moen",
    "Nguyen",
    "Olsen",
    "Pettersen",
    "Ruud",
    "Strand",
    "Thorsen",
    "Vik",
    "Wiik",
    "Ødegård",
]
UNITS = ["Head office", "North depot", "South depot", "Terminal west"]
SERVICES = ["Chilled transport", "Frozen transport", "Cold storage", "Cross-dock"]

SEGMENTS: dict[str, tuple[str, list[str]]] = {
    "Retail": (
        "Shelves filled before opening; a delivery window of one hour; temperature log with every pallet.",
        ["Halden Foods", "Brisk Markets", "Fjordmat", "Grønt & Godt", "Hverdag Butikker", "Kiwi Nord", "Lokalmat Lier",
         "Matkroken Vest", "Nærkjøp", "Oslo Deli", "Prima Mat", "Rema Sør", "Smak AS", "Torget Mat", "Vinter & Sønner"],
    ),
    "Food & beverage": (
        "Chain unbroken from 0 to 4 °C; slots that fit production; quick release of claims.",
        ["Arctic Salmon", "Bryggeri Åsen", "Dyrøy Sjømat", "Elvebakken Meieri", "Fjellost", "Gård & Bakst",
         "Hav og Hylle", "Isbjørn Is", "Juice Works", "Krabbe & Co", "Landkjøtt", "Mysost Mathus", "Nordbær",
         "شركة النخيل للأغذية"],
    ),
    "Rail & transit": (
        "Meals on the platform to the minute; access to secured yards; one contact day and night.",
        ["Brandt Rail", "City Tram Catering", "Ekspressbuss Mat", "Flyt Catering", "Gjøvik Linjen", "Nattoget Mat",
         "Perrong Kjøkken", "Sundbåt Servering"],
    ),
    "Public sector": (
        "Framework agreements; documented temperature for hospitals and schools; invoices in a fixed format.",
        ["Asker Kommune Kjøkken", "Bærum Skolemat", "Drammen Sykehus", "Fylkeslager Øst", "Hamar Helsehus",
         "Innlandet Skolefrukt", "Lillestrøm Omsorg", "Moss Kommune",
         "Felleskjøkkenet for sykehjem, skoler og barnehager i de samarbeidende kommunene i Indre Østfold og Follo"],
    ),
    "Wholesale north": (
        "Weekly full loads over the mountain; early word when the road closes; empties taken back.",
        ["Alta Engros", "Bodø Storhandel", "Finnmark Kjøl", "Harstad Engros", "Kirkenes Import", "Lofoten Engros",
         "Mo Engros", "Narvik Frys", "Nordkapp Handel", "Senja Mat", "Tromsø Grossist", "Vardø Fisk"],
    ),
}  # fmt: skip
VALUE = {"Retail": 420, "Food & beverage": 380, "Rail & transit": 260, "Public sector": 300, "Wholesale north": 240}
"""Thousands a year of a middling customer."""
CHARM = {
    "Retail": 0.62,
    "Food & beverage": 0.55,
    "Rail & transit": 0.5,
    "Public sector": 0.4,
    "Wholesale north": -0.1,
}
"""How content a segment is, in steps of the score."""

THEMES: dict[str, list[str]] = {
    "Delivery": ["Delivery late", "Wrong place or dock", "Short delivery"],
    "Goods": ["Temperature", "Damage in transit", "Wrong goods"],
    "Contact": ["Hard to reach", "Promise not kept", "Friendly and helpful"],
    "Paper": ["Invoice wrong", "Temperature log missing"],
}
COMPLAINTS: list[tuple[str, str, str, str]] = [
    # theme, summary, words, cause found
    ("Delivery late", "Delivery came after opening", "The truck came at ten past nine. We had opened at eight with empty shelves.", "The route was planned without the road works."),
    ("Delivery late", "Two hours late without a word", "Nobody told us. We sent the people home and called them back.", "The driver had no number to call."),
    ("Temperature", "Chilled pallet arrived warm", "Two of our stores threw the whole pallet away.", "The pallet stood at the dock while the gate was blocked."),
    ("Temperature", "Frozen goods had thawed at the edge", "The lowest cartons were soft when we opened them.", "The unit was defrosting during loading."),
    ("Damage in transit", "Cartons crushed at the bottom", "The lowest two layers were flat; we could not sell them.", "The load was stacked higher than the cartons bear."),
    ("Damage in transit", "Wrapping torn, goods wet", "It had rained into the load.", "The curtain was torn and had not been reported."),
    ("Wrong goods", "Somebody else's order", "We got eleven cartons that are not ours and miss our own.", "Two labels were swapped at picking."),
    ("Short delivery", "Three pallets missing", "The note says twenty, we counted seventeen.", "Three pallets were left on the next gate."),
    ("Wrong place or dock", "Unloaded at the wrong gate", "Left in the sun at the visitors' gate.", "The address in the order was old."),
    ("Invoice wrong", "Charged for waiting that did not happen", "We are charged two hours of waiting. The driver left at once.", "The terminal clock was an hour ahead."),
    ("Invoice wrong", "Old price after the new agreement", "The new prices were agreed in writing.", "The price list changed a week late."),
    ("Temperature log missing", "No temperature log with the goods", "The inspector asked for it and we had nothing to show.", "The printer in the truck was out of paper."),
    ("Hard to reach", "Nobody answered for a whole afternoon", "Four calls, no answer, no call back.", "The line was not handed over at the change of shift."),
    ("Promise not kept", "The promised pickup never came", "You promised Tuesday. It is Thursday.", "The pickup was noted on paper and lost."),
]  # fmt: skip
PRAISE = {
    "Always on time and in good humour.": "Friendly and helpful",
    "The new packing is much better, thank you.": "Damage in transit",
    "Quick help when our freezer broke.": "Friendly and helpful",
    "Good people at the dock.": "Friendly and helpful",
    "Temperature log is always there.": "Temperature log missing",
    "Easy to talk to.": "Friendly and helpful",
    "Reliable, week after week.": "Promise not kept",
}
GRUMBLE = {
    "Late again, and nobody tells us.": "Delivery late",
    "It depends on the driver.": "Promise not kept",
    "Hard to reach after three.": "Hard to reach",
    "The mountain road is no excuse every week.": "Delivery late",
    "Invoices need checking every time.": "Invoice wrong",
    "Damaged cartons too often.": "Damage in transit",
    "We wait at the dock and wait.": "Wrong place or dock",
    "Empties are not taken back.": "Promise not kept",
}
MIDDLING = {
    "All right.": "Promise not kept",
    "No complaints, no cheers.": "Promise not kept",
    "Could be earlier in the morning.": "Delivery late",
    "Fine, mostly.": "Promise not kept",
    "ok": "Promise not kept",
}
"""What customers write, each with the theme under which the firm sorts it."""
