"""What a mail to a customer says around the question, in the languages that have it; English where one has not."""

import datetime

from django.utils import translation
from django.utils.formats import date_format

ENGLISH = {
    "subject": "{house}: what do you think of us?",
    "reminder": "{house}: a reminder, what do you think of us?",
    "tap": "Choose a number; you can add a word before you send it.",
    "answer": "Answer here:",
    "until": "It takes answers until {day}.",
    "already": "If you have answered already, thank you: nothing more is needed.",
    "why": "You get this because {house} has you as a contact of {customer}.",
    "out": "Do not ask me again:",
    "out_short": "Do not ask me again",
    "out_title": "Shall we ask you nothing more?",
    "out_more": "No survey of {house} will be sent to {name} any more. This holds at once.",
    "out_button": "Do not ask me again",
    "out_done": "We will not ask you again.",
    "out_done_more": "If you change your mind, tell us.",
}

WORDS: dict[str, dict[str, str]] = {
    "en": ENGLISH,
    "nb": {
        "subject": "{house}: hva synes du om oss?", "reminder": "{house}: en påminnelse, hva synes du om oss?",
        "tap": "Velg et tall; du kan legge til noen ord før du sender.", "answer": "Svar her:",
        "until": "Svar tas imot til og med {day}.", "already": "Har du svart allerede, takk: da trengs ikke mer.",
        "why": "Du får denne fordi {house} har deg som kontakt hos {customer}.", "out": "Ikke spør meg igjen:",
        "out_short": "Ikke spør meg igjen", "out_title": "Skal vi ikke spørre deg mer?",
        "out_more": "Ingen undersøkelse fra {house} sendes til {name} mer. Det gjelder straks.",
        "out_button": "Ikke spør meg igjen", "out_done": "Vi spør deg ikke igjen.",
        "out_done_more": "Si fra om du ombestemmer deg.",
    },
    "sv": {
        "subject": "{house}: vad tycker du om oss?", "reminder": "{house}: en påminnelse, vad tycker du om oss?",
        "tap": "Välj en siffra; du kan lägga till några ord innan du skickar.", "answer": "Svara här:",
        "until": "Svar tas emot till och med {day}.", "already": "Har du redan svarat, tack: då behövs inget mer.",
        "why": "Du får detta för att {house} har dig som kontakt hos {customer}.", "out": "Fråga mig inte igen:",
        "out_short": "Fråga mig inte igen", "out_title": "Ska vi inte fråga dig mer?",
        "out_more": "Inga enkäter från {house} skickas till {name} mer. Det gäller genast.",
        "out_button": "Fråga mig inte igen", "out_done": "Vi frågar dig inte igen.",
        "out_done_more": "Säg till om du ändrar dig.",
    },
    "da": {
        "subject": "{house}: hvad synes du om os?", "reminder": "{house}: en påmindelse, hvad synes du om os?",
        "tap": "Vælg et tal; du kan tilføje nogle ord, før du sender.", "answer": "Svar her:",
        "until": "Svar modtages til og med {day}.",
        "already": "Har du allerede svaret, tak: så skal der ikke mere til.",
        "why": "Du får denne, fordi {house} har dig som kontakt hos {customer}.", "out": "Spørg mig ikke igen:",
        "out_short": "Spørg mig ikke igen", "out_title": "Skal vi ikke spørge dig mere?",
        "out_more": "Ingen undersøgelser fra {house} sendes til {name} mere. Det gælder straks.",
        "out_button": "Spørg mig ikke igen", "out_done": "Vi spørger dig ikke igen.",
        "out_done_more": "Sig til, hvis du skifter mening.",
    },
    "de": {
        "subject": "{house}: Was halten Sie von uns?", "reminder": "{house}: Eine Erinnerung, was halten Sie von uns?",
        "tap": "Wählen Sie eine Zahl; vor dem Absenden können Sie etwas dazu schreiben.", "answer": "Hier antworten:",
        "until": "Antworten werden bis {day} angenommen.",
        "already": "Falls Sie schon geantwortet haben: danke, mehr ist nicht nötig.",
        "why": "Sie erhalten dies, weil Sie bei {house} als Kontakt von {customer} geführt werden.",
        "out": "Bitte nicht mehr fragen:", "out_short": "Bitte nicht mehr fragen",
        "out_title": "Sollen wir Sie nichts mehr fragen?",
        "out_more": "{name} erhält keine Umfrage von {house} mehr. Das gilt sofort.",
        "out_button": "Bitte nicht mehr fragen", "out_done": "Wir fragen Sie nicht mehr.",
        "out_done_more": "Sagen Sie uns, wenn Sie es sich anders überlegen.",
    },
    "fr": {
        "subject": "{house} : que pensez-vous de nous ?", "reminder": "{house} : un rappel, que pensez-vous de nous ?",
        "tap": "Choisissez un chiffre ; vous pourrez ajouter un mot avant d’envoyer.", "answer": "Répondez ici :",
        "until": "Les réponses sont prises jusqu’au {day}.",
        "already": "Si vous avez déjà répondu, merci : rien de plus n’est nécessaire.",
        "why": "Vous recevez ceci parce que {house} vous connaît comme contact de {customer}.",
        "out": "Ne plus me demander :", "out_short": "Ne plus me demander",
        "out_title": "Faut-il ne plus rien vous demander ?",
        "out_more": "Aucune enquête de {house} ne sera plus envoyée à {name}. Cela vaut dès maintenant.",
        "out_button": "Ne plus me demander", "out_done": "Nous ne vous demanderons plus rien.",
        "out_done_more": "Dites-le-nous si vous changez d’avis.",
    },
    "es": {
        "subject": "{house}: ¿qué piensa de nosotros?",
        "reminder": "{house}: un recordatorio, ¿qué piensa de nosotros?",
        "tap": "Elija un número; puede añadir unas palabras antes de enviarlo.", "answer": "Responda aquí:",
        "until": "Se aceptan respuestas hasta el {day}.",
        "already": "Si ya respondió, gracias: no hace falta nada más.",
        "why": "Recibe esto porque {house} le tiene como contacto de {customer}.", "out": "No me pregunten más:",
        "out_short": "No me pregunten más", "out_title": "¿No le preguntamos nada más?",
        "out_more": "No se enviará a {name} ninguna encuesta más de {house}. Vale desde ahora.",
        "out_button": "No me pregunten más", "out_done": "No le preguntaremos más.",
        "out_done_more": "Díganos si cambia de opinión.",
    },
    "ar": {
        "subject": "{house}: ما رأيك فينا؟", "reminder": "{house}: تذكير، ما رأيك فينا؟",
        "tap": "اختر رقمًا؛ يمكنك إضافة كلمات قبل الإرسال.", "answer": "أجب هنا:",
        "until": "نستقبل الإجابات حتى {day}.", "already": "إن كنت قد أجبت فشكرًا: لا حاجة إلى المزيد.",
        "why": "وصلتك هذه الرسالة لأنك جهة اتصال {customer} لدى {house}.", "out": "لا تسألوني مرة أخرى:",
        "out_short": "لا تسألوني مرة أخرى", "out_title": "ألا نسألك مرة أخرى؟",
        "out_more": "لن يُرسل أي استبيان من {house} إلى {name} بعد الآن. يسري هذا فورًا.",
        "out_button": "لا تسألوني مرة أخرى", "out_done": "لن نسألك مرة أخرى.", "out_done_more": "أخبرنا إن غيّرت رأيك.",
    },
}  # fmt: skip


def words_in(language: str) -> dict[str, str]:
    """Give every phrase in a language."""
    return ENGLISH | WORDS.get(language.partition("-")[0], {})


def day_in(day: datetime.date, language: str) -> str:
    """Write a day as a language writes it."""
    with translation.override(language):
        return str(date_format(day, "DATE_FORMAT"))
