"""What the public answer page says around the question, in the languages that have it; English where one has not."""

from heedful.web.survey_words import MORE

ENGLISH = {
    "short": "Two questions, one minute",
    "comment": "What is the main reason for your answer?",
    "optional": "optional",
    "call": "You may call me back about this",
    "reach": "Telephone or e-mail",
    "send": "Send",
    "low_recommend": "0 not at all",
    "high_recommend": "10 extremely",
    "low_satisfaction": "1 very dissatisfied",
    "high_satisfaction": "5 very satisfied",
    "named": "Your answer reaches us with your name.",
    "without": "Answer without it",
    "stranger": "We do not know who you are unless you tell us.",
    "confidential": "Nobody is shown your answer with your name. Figures of fewer than five people are not shown.",
    "anonymous": "Nobody can find out what you answered. Answers enter our records ten at a time, shuffled.",
    "thanks": "Thank you. Your answer is with us.",
    "thanks_more": "You can close this page.",
    "early": "This survey has not opened yet",
    "early_more": "Come back on the day it opens; your link stays the same.",
    "closed": "This survey is closed",
    "closed_more": "It takes no more answers. What you wrote is below, so that you can copy it.",
    "closed_plain": "It takes no more answers. Thank you for coming.",
    "answered": "We have your answer already",
    "answered_more": "It was given with this link, and it stands. What you wrote now is below.",
    "answered_plain": "It was given with this link, and it stands.",
    "busy": "Not saved yet. Your answer is still here",
    "busy_more": "Many people are answering just now. Press Send again in a moment.",
    "old": "This form was open for a long time. Look it over, and press Send again.",
    "wrong": "One thing needs another look",
    "score": "Choose a number first.",
    "too_long": "This is too long: up to 20,000 characters.",
    "reach_missing": "Write a telephone number or an address, so that we can reach you.",
    "unkept": "This text holds a character that cannot be kept.",
    "yours": "What you wrote",
    "language": "Language",
}

WORDS: dict[str, dict[str, str]] = {
    "en": ENGLISH,
    "nb": {
        "short": "To spørsmål, ett minutt", "comment": "Hva er hovedgrunnen til svaret ditt?", "optional": "valgfritt",
        "call": "Dere kan ringe meg om dette", "reach": "Telefon eller e-post", "send": "Send",
        "low_recommend": "0 slett ikke", "high_recommend": "10 svært sannsynlig",
        "low_satisfaction": "1 svært misfornøyd", "high_satisfaction": "5 svært fornøyd",
        "named": "Svaret ditt når oss med navnet ditt.", "without": "Svar uten navn",
        "stranger": "Vi vet ikke hvem du er om du ikke forteller det.",
        "confidential": "Ingen får se svaret ditt med navn. Tall for færre enn fem vises ikke.",
        "anonymous": "Ingen kan finne ut hva du svarte. Svar går inn ti om gangen, stokket.",
        "thanks": "Takk. Svaret ditt er hos oss.", "thanks_more": "Du kan lukke siden.",
        "early": "Undersøkelsen har ikke åpnet ennå", "early_more": "Kom tilbake når den åpner; lenken er den samme.",
        "closed": "Undersøkelsen er lukket", "closed_more": "Den tar ikke imot flere svar. Det du skrev står nedenfor.",
        "closed_plain": "Den tar ikke imot flere svar. Takk for at du kom.",
        "answered": "Vi har svaret ditt allerede", "answered_more": "Det står ved lag. Det du skrev nå, står nedenfor.",
        "answered_plain": "Det ble gitt med denne lenken, og det står ved lag.",
        "busy": "Ikke lagret ennå. Svaret ditt er fortsatt her", "busy_more": "Mange svarer nå. Prøv igjen om litt.",
        "old": "Skjemaet har vært åpent lenge. Se over det og trykk Send igjen.", "wrong": "Én ting må ses på igjen",
        "score": "Velg et tall først.", "too_long": "Dette er for langt: opptil 20 000 tegn.",
        "reach_missing": "Skriv et telefonnummer eller en adresse, så vi kan nå deg.",
        "unkept": "Teksten har et tegn som ikke kan lagres.", "yours": "Det du skrev", "language": "Språk",
    },
    "sv": {
        "short": "Två frågor, en minut", "comment": "Vad är främsta skälet till ditt svar?", "optional": "frivilligt",
        "call": "Ni får ringa mig om detta", "reach": "Telefon eller e-post", "send": "Skicka",
        "low_recommend": "0 inte alls", "high_recommend": "10 mycket troligt",
        "low_satisfaction": "1 mycket missnöjd", "high_satisfaction": "5 mycket nöjd",
        "named": "Ditt svar når oss med ditt namn.", "without": "Svara utan namn",
        "thanks": "Tack. Ditt svar är hos oss.", "thanks_more": "Du kan stänga sidan.",
        "early": "Enkäten har inte öppnat än", "closed": "Enkäten är stängd", "answered": "Vi har redan ditt svar",
        "score": "Välj en siffra först.", "yours": "Det du skrev", "language": "Språk",
    },
    "da": {
        "short": "To spørgsmål, et minut", "comment": "Hvad er hovedårsagen til dit svar?", "optional": "valgfrit",
        "call": "I må ringe til mig om det", "reach": "Telefon eller e-mail", "send": "Send",
        "low_recommend": "0 slet ikke", "high_recommend": "10 meget sandsynligt",
        "low_satisfaction": "1 meget utilfreds", "high_satisfaction": "5 meget tilfreds",
        "named": "Dit svar når os med dit navn.", "without": "Svar uden navn",
        "thanks": "Tak. Dit svar er hos os.", "thanks_more": "Du kan lukke siden.",
        "early": "Undersøgelsen er ikke åbnet endnu", "closed": "Undersøgelsen er lukket",
        "answered": "Vi har allerede dit svar", "score": "Vælg et tal først.", "yours": "Det du skrev",
        "language": "Sprog",
    },
    "de": {
        "short": "Zwei Fragen, eine Minute", "comment": "Was ist der wichtigste Grund für Ihre Antwort?",
        "optional": "freiwillig", "call": "Sie dürfen mich dazu anrufen", "reach": "Telefon oder E-Mail",
        "send": "Absenden", "low_recommend": "0 gar nicht", "high_recommend": "10 äußerst wahrscheinlich",
        "low_satisfaction": "1 sehr unzufrieden", "high_satisfaction": "5 sehr zufrieden",
        "named": "Ihre Antwort erreicht uns mit Ihrem Namen.", "without": "Ohne Namen antworten",
        "stranger": "Wir wissen nicht, wer Sie sind, wenn Sie es uns nicht sagen.",
        "confidential": "Niemand sieht Ihre Antwort mit Ihrem Namen. Zahlen von weniger als fünf zeigen wir nicht.",
        "anonymous": "Niemand kann herausfinden, was Sie geantwortet haben.",
        "thanks": "Danke. Ihre Antwort ist bei uns.", "thanks_more": "Sie können diese Seite schließen.",
        "early": "Diese Umfrage hat noch nicht begonnen", "early_more": "Ihr Link bleibt derselbe.",
        "closed": "Diese Umfrage ist beendet", "closed_more": "Was Sie geschrieben haben, steht unten.",
        "closed_plain": "Sie nimmt keine Antworten mehr an. Danke, dass Sie gekommen sind.",
        "answered": "Wir haben Ihre Antwort schon", "answered_more": "Sie gilt. Was Sie jetzt schrieben, steht unten.",
        "answered_plain": "Sie wurde mit diesem Link gegeben, und sie gilt.",
        "busy": "Noch nicht gespeichert. Ihre Antwort ist noch hier", "busy_more": "Bitte gleich noch einmal absenden.",
        "old": "Das Formular war lange offen. Bitte prüfen und noch einmal absenden.",
        "wrong": "Eines braucht noch einen Blick", "score": "Wählen Sie zuerst eine Zahl.",
        "reach_missing": "Schreiben Sie, wie wir Sie erreichen.", "yours": "Was Sie schrieben", "language": "Sprache",
    },
    "fr": {
        "short": "Deux questions, une minute", "comment": "Quelle est la raison principale de votre réponse ?",
        "optional": "facultatif", "call": "Vous pouvez me rappeler à ce sujet", "reach": "Téléphone ou courriel",
        "send": "Envoyer", "low_recommend": "0 pas du tout", "high_recommend": "10 tout à fait",
        "low_satisfaction": "1 très mécontent", "high_satisfaction": "5 très satisfait",
        "named": "Votre réponse nous parvient avec votre nom.", "without": "Répondre sans nom",
        "thanks": "Merci. Votre réponse nous est parvenue.", "thanks_more": "Vous pouvez fermer cette page.",
        "early": "Cette enquête n’est pas encore ouverte", "closed": "Cette enquête est close",
        "answered": "Nous avons déjà votre réponse", "score": "Choisissez d’abord un chiffre.",
        "yours": "Ce que vous avez écrit", "language": "Langue",
    },
    "es": {
        "short": "Dos preguntas, un minuto", "comment": "¿Cuál es la razón principal de su respuesta?",
        "optional": "opcional", "call": "Pueden llamarme sobre esto", "reach": "Teléfono o correo", "send": "Enviar",
        "low_recommend": "0 nada probable", "high_recommend": "10 muy probable",
        "low_satisfaction": "1 muy insatisfecho", "high_satisfaction": "5 muy satisfecho",
        "named": "Su respuesta nos llega con su nombre.", "without": "Responder sin nombre",
        "thanks": "Gracias. Tenemos su respuesta.", "thanks_more": "Puede cerrar esta página.",
        "early": "Esta encuesta aún no está abierta", "closed": "Esta encuesta está cerrada",
        "answered": "Ya tenemos su respuesta", "score": "Elija primero un número.", "yours": "Lo que escribió",
        "language": "Idioma",
    },
    "ar": {
        "short": "سؤالان، دقيقة واحدة", "comment": "ما السبب الرئيسي لإجابتك؟", "optional": "اختياري",
        "call": "يمكنكم الاتصال بي بشأن ذلك", "reach": "الهاتف أو البريد الإلكتروني", "send": "إرسال",
        "low_recommend": "0 إطلاقًا", "high_recommend": "10 بالتأكيد", "low_satisfaction": "1 غير راضٍ إطلاقًا",
        "high_satisfaction": "5 راضٍ جدًا", "named": "تصلنا إجابتك مع اسمك.", "without": "أجب دون اسم",
        "thanks": "شكرًا. وصلتنا إجابتك.", "thanks_more": "يمكنك إغلاق هذه الصفحة.",
        "early": "لم يبدأ هذا الاستبيان بعد", "closed": "هذا الاستبيان مغلق", "answered": "لدينا إجابتك بالفعل",
        "score": "اختر رقمًا أولًا.", "yours": "ما كتبته", "language": "اللغة",
    },
}  # fmt: skip

NAMES = {
    "en": "English", "nb": "Norsk", "nn": "Nynorsk", "sv": "Svenska", "da": "Dansk", "de": "Deutsch",
    "fr": "Français", "es": "Español", "ar": "العربية", "nl": "Nederlands", "it": "Italiano", "fi": "Suomi",
    "pl": "Polski", "pt": "Português",
}  # fmt: skip


def words_in(language: str) -> dict[str, str]:
    """Give every phrase in a language."""
    code = language.partition("-")[0]
    return ENGLISH | MORE["en"] | WORDS.get(code, {}) | MORE.get(code, {})


def speaks(language: str) -> bool:
    """Say whether buttons and messages stand in a language; else they are English."""
    return language.partition("-")[0] in WORDS


def name_of(language: str) -> str:
    """Call a language by its own name."""
    return NAMES.get(language, language)
