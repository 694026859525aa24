"""What letters to complainants say, in the languages that have it; English where one has not."""

import datetime

ENGLISH = {
    "acknowledgement": "We have your complaint {key}",
    "update": "How your complaint {key} stands",
    "answer": "Our answer to your complaint {key}",
    "dear": "Dear {name},",
    "dear_anybody": "Dear Sir or Madam,",
    "have_it": "Your complaint reached us on {day}. Thank you for telling us. We are looking into it.",
    "stands": "This is how your complaint of {day} stands.",
    "answered": "This is our answer to your complaint of {day}.",
    "you_said": "What you told us",
    "you_asked": "What you ask for",
    "next": "What happens next",
    "first_update": "We tell you how it stands by {day}.",
    "next_update": "You hear from us again by {day}.",
    "next_answer": "You have our answer by {day}.",
    "late": "You were promised our answer by {day}. We are late, and we are sorry.",
    "waits": "Our answer waits for something that we need. We tell you as soon as there is a new day.",
    "follow": "You can see how it stands, and add to it, on a page that only you know:",
    "your_turn": "Please tell us whether this settles it. You can accept our answer, or say what is not settled, on a "
    "page that only you know:",
    "upheld": "You were right to complain.",
    "partly": "You were right in part.",
    "not_upheld": "We found no fault on our side.",
    "answer_itself": "Our answer",
    "redress": "What we do",
    "because": "Why",
    "way_on": "Where you can go on",
    "regards": "Kind regards,",
    "reference": "Your reference",
    "page": "Page",
    "of": "of",
}

WORDS: dict[str, dict[str, str]] = {
    "en": ENGLISH,
    "de": {
        "acknowledgement": "Ihre Beschwerde {key} ist angekommen", "update": "Wie es um Ihre Beschwerde {key} steht",
        "answer": "Unsere Antwort auf Ihre Beschwerde {key}", "dear": "Guten Tag {name},",
        "dear_anybody": "Sehr geehrte Damen und Herren,",
        "have_it": "Ihre Beschwerde hat uns am {day} erreicht. Danke für Ihre Worte. Wir gehen ihr nach.",
        "stands": "So steht es um Ihre Beschwerde vom {day}.",
        "answered": "Das ist unsere Antwort auf Ihre Beschwerde vom {day}.", "you_said": "Was Sie uns sagten",
        "you_asked": "Worum Sie bitten", "next": "Wie es weitergeht",
        "first_update": "Bis {day} sagen wir Ihnen, wie es steht.",
        "next_update": "Bis {day} hören Sie wieder von uns.", "next_answer": "Bis {day} haben Sie unsere Antwort.",
        "late": "Unsere Antwort war bis {day} versprochen. Wir sind zu spät, und das tut uns leid.",
        "waits": "Unsere Antwort wartet auf etwas, das wir brauchen. Wir melden uns, sobald ein neuer Tag feststeht.",
        "follow": "Wie es steht, sehen Sie auf einer Seite, die nur Sie kennen; dort können Sie auch etwas hinzufügen:",
        "your_turn": "Bitte sagen Sie uns, ob es damit erledigt ist. Auf einer Seite, die nur Sie kennen, können Sie "
        "unsere Antwort annehmen oder sagen, was nicht erledigt ist:",
        "upheld": "Ihre Beschwerde war berechtigt.", "partly": "Ihre Beschwerde war zum Teil berechtigt.",
        "not_upheld": "Wir fanden auf unserer Seite keinen Fehler.", "answer_itself": "Unsere Antwort",
        "redress": "Was wir tun", "because": "Warum", "way_on": "Wohin Sie sich noch wenden können",
        "regards": "Mit freundlichen Grüßen", "reference": "Ihr Zeichen", "page": "Seite", "of": "von",
    },
    "nb": {
        "acknowledgement": "Vi har fått klagen din {key}", "update": "Hvordan det står med klagen din {key}",
        "answer": "Svaret vårt på klagen din {key}", "dear": "Hei {name},", "dear_anybody": "Hei,",
        "have_it": "Klagen din nådde oss {day}. Takk for at du sa fra. Vi ser på den.",
        "stands": "Slik står det med klagen din fra {day}.", "answered": "Dette er svaret vårt på klagen fra {day}.",
        "you_said": "Hva du fortalte oss", "you_asked": "Hva du ber om", "next": "Hva som skjer nå",
        "first_update": "Vi forteller deg innen {day} hvordan det står.",
        "next_update": "Du hører fra oss igjen innen {day}.", "next_answer": "Du har svaret vårt innen {day}.",
        "late": "Svaret var lovet innen {day}. Vi er sene, og det beklager vi.",
        "waits": "Svaret venter på noe vi trenger. Vi sier fra så snart det er en ny dag.",
        "follow": "Du kan se hvordan det står, og legge til noe, på en side som bare du kjenner:",
        "your_turn": "Si fra om dette ordner det. Du kan godta svaret, eller si hva som ikke er ordnet, på en side som "
        "bare du kjenner:",
        "upheld": "Du hadde rett i å klage.", "partly": "Du hadde delvis rett.",
        "not_upheld": "Vi fant ingen feil hos oss.", "answer_itself": "Svaret vårt", "redress": "Hva vi gjør",
        "because": "Hvorfor", "way_on": "Hvor du kan gå videre", "regards": "Vennlig hilsen",
        "reference": "Referansen din", "page": "Side", "of": "av",
    },
}  # fmt: skip
NAMES = {"en": "English", "de": "Deutsch", "nb": "Norsk"}


def words_in(language: str) -> dict[str, str]:
    """Give all words in a language."""
    return ENGLISH | WORDS.get(language, {})


def day_in(language: str, day: datetime.date) -> str:
    """Write a day as it is written there."""
    return f"{day.day} {day:%b %Y}" if language not in ("de", "nb") else f"{day.day}.{day.month}.{day.year}"
