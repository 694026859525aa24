"""Say in which language a text is written, by its small words; nothing where it cannot be told."""

import unicodedata
from collections import Counter

from heedful.stats.texts import words_of

LOOKED_AT = 2_000
FEWEST_HITS, LEAD, LEAST_SHARE = 2, 1.25, 0.15

SMALL_WORDS = {
    "da": (
        "af aldrig at blev blevet bliver da de den der deres det dog efter eller en er et for fra få får gerne god ham"
        " han hun hvad hvor hvordan hvorfor have havde har ikke ind ingen jeg jer kan kom kun lige man med meget mig"
        " mine må nogle noget nu når og også om op os over på selv sig skal som så til tak uden ud var ved vi vil være"
        " været"
    ),
    "de": (
        "aber als am auch auf aus bei bin bis bitte das dass dem den der des die doch ein eine einem einen einer es für"
        " hat hatte haben ich ihr ihre ihnen im immer in ist ja kein keine kann mehr mein mich mit nach nicht nichts"
        " noch nur oder schon sehr sein seit sich sie sind so über um und uns unser vom von vor war waren was wenn wer"
        " werden wie wieder wir wird wurde zu zum zur danke"
    ),
    "en": (
        "a about after again all also always am an and any are as at be been before being but by can could did do does"
        " each ever every for from get given go going got had has have he her here him his how i if in is it its just"
        " like me more my never no not of on only or our out please she should so some thank than that the their them"
        " there they this time to too up us very was we were what when where which who why will with would you your"
    ),
    "es": (
        "a al algo antes aunque bien casi como con cuando de del desde donde el ella ellos en entre era es esta este"
        " está están fue gracias ha han hasta hay la las le lo los mal me mi mucho muy más nada ni no nos nosotros o"
        " para pero por porque que qué se ser si sin sobre su sus también tan te tiene todo un una usted y ya yo"
    ),
    "fi": (
        "ei eivät ennen että hän hyvin ihan ja jo joka jos kanssa kiitos koska kuin kun me meidän meille minulle minun"
        " minä mutta myös ne niin nyt olen olemme oli olivat olla on ovat se sekä sen siellä siitä sitten tai tämä vain"
        " vielä vaan voi yli"
    ),
    "fr": (
        "à alors après au aussi autre aux avait avant avec avez avons bien c'est ce ces cette chez comme dans de des"
        " donc du elle elles en encore est et été être fait il ils j'ai je jamais la le les leur mais me merci mes moi"
        " mon même ne nos notre nous on ont ou où par pas peu plus pour qu'il quand que qui sa sans se ses si son sont"
        " sur très tout un une vos votre vous"
    ),
    "it": (
        "al alla anche ancora bene che chi ci come con così da dal dalla degli dei del della di dopo e è era gli grazie"
        " ha hanno ho i il in io la le lo loro ma mai mi mia mio molto ne nel nella no noi non nostro o per perché più"
        " poco prima quando quello questa questo se sempre senza si sono stata stato su tutto un una vi"
    ),
    "nb": (
        "aldri at av ble blitt blir da de deg dem den dere deres det dette du eller en er et etter for fordi fra få får"
        " gjerne god ha hadde han har henne hva hvem hvor hvordan hvorfor i ikke ingen inn jeg kan kom man med meg men"
        " mer mye må noe noen nå når og også om opp oss over på selv seg skal som så takk til ut uten var ved vi vil"
        " vår være vært"
    ),
    "nl": (
        "aan al alle als altijd bij daar dan dat de deze die dit doen door dus een en er geen goed had heb hebben heeft"
        " het hier hij hoe ik in is ja je kan maar me met mij mijn naar niet niets nog nu of om omdat onder ons onze"
        " ook op over te tegen toch toen tot u uit van veel voor waar was wat we wel werd wij wordt worden zal ze zeer"
        " zich zijn zo zonder bedankt"
    ),
    "pl": (
        "a ale albo bardzo bez bo by był była było być ale co czy dla do dziękuję gdy gdzie go i ich ja jak jako je"
        " jest jeszcze już kiedy kto która który lub ma mi mnie może my na nam nas nie nigdy o od oni po pod ponieważ"
        " przed przez przy raz się są tak także tam to tu tylko w wam we wszystko z za ze że żeby"
    ),
    "pt": (
        "a ao aos as até bem com como da das de depois do dos e ela ele eles em entre era essa este está estão eu foi"
        " há isso já lhe mais mas me mesmo meu minha muito na nas nem no nos nossa nosso não o obrigado os ou para pela"
        " pelo por porque quando que quem se sem ser seu sua são só também tem tudo um uma você"
    ),
    "sv": (
        "aldrig alla att av blev blir bra de deras den det detta dig du efter eller en er ert ett från för få får gärna"
        " gick ha hade han har hon hur i icke inte in ingen jag kan kom kunde man med men mer mig min mycket måste ni"
        " någon något några nu när och också om oss på sedan sig sin ska skulle som så tack till under upp ut utan vad"
        " var vara varit varför vem vi vid vill vår är"
    ),
}
"""Words of each language that nearly every text in it holds, set down here for this purpose."""

SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he", "THAI": "th",
    "ARMENIAN": "hy", "GEORGIAN": "ka",
}  # fmt: skip
"""Scripts that one living language is written in; others, such as Arabic or Cyrillic, serve many."""

_SPOKEN_BY: dict[str, list[str]] = {}
for _code, _words in SMALL_WORDS.items():
    for _word in dict.fromkeys(_words.split()):
        _SPOKEN_BY.setdefault(_word, []).append(_code)


def language_of(text: str) -> str:
    """Tell the language of a text.

    Parameters
    ----------
    text : str
        Any text; its first 2,000 characters are looked at.

    Returns
    -------
    str
        A code of two letters, or nothing where the text is too short, holds none of the small words known here,
        or where two languages fit nearly alike. A word that several languages share counts for each in part.
    """
    start = text[:LOOKED_AT]
    if alone := _by_script(start):
        return alone
    words = words_of(start)
    if not words:
        return ""
    hits: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for word in words:
        spoken = _SPOKEN_BY.get(word, ())
        for code in spoken:
            hits[code] += 1
            scores[code] = scores.get(code, 0.0) + 1 / len(spoken)
    first, *others = sorted(scores, key=lambda code: (-scores[code], code)) or [""]
    if not first or hits[first] < FEWEST_HITS or hits[first] / len(words) < LEAST_SHARE:
        return ""
    return first if not others or scores[first] >= LEAD * scores[others[0]] else ""


def _by_script(text: str) -> str:
    """Tell the language where most letters belong to a script that one language alone is written in."""
    letters = [c for c in text[:200] if c.isalpha()]
    found = Counter(SCRIPTS.get(unicodedata.name(c, "").partition(" ")[0], "") for c in letters if not c.isascii())
    code, many = max(found.items(), key=lambda pair: pair[1], default=("", 0))
    return code if code and many * 2 > len(letters) else ""
