"""What is around an article on a page, recognised by the words of its paragraphs.

In English, German, French and Spanish, with a few words of their neighbours.
"""

from __future__ import annotations

import re

from reading.pages import stubs
from reading.patterns import late

# What begins what readers say, and what asks them to; the latter may be within an article.
_COMMENTS = late(
    r"(?:(?:reader|user)s?[’']? |(?:your|ihre|vos|tus|sus|los) )?(?:\d+ )?(?:comments?"
    r"|kommentare?|leserkommentare|commentaires?"
    r"|comentarios?|commenti|comentários|reacties|kommentarer)(?: ?[(:]? ?\d+\)?)?"
    r"|\d+ (?:replies|responses|reactions|réactions|beiträge)"
    r"|(?:conversation|responses|replies|réactions) ?\(\d+\)"
    r"|comments? (?:are (?:closed|open)|policy|section).{0,40}",
    re.IGNORECASE,
)
_INVITATION = late(
    r"(?:leave|post|add|write) a (?:comment|reply)\W*"
    r"|(?:start|join) the (?:conversation|discussion).{0,40}"
    r"|(?:view|show|see|read)(?: all)?(?: the)?(?: \(?\d+\)?)? comments?.{0,20}"
    r"|have your say.{0,20}|what do you think\?"
    r"|(?:kommentar schreiben|diskutieren sie mit|schreiben sie einen kommentar"
    r"|ihr kommentar).{0,30}"
    r"|(?:laisser|laissez|écrire|ajouter) un commentaire.{0,30}|(?:réagir"
    r"|réagissez)(?: à cet article)?"
    r"|(?:dej[ae]r?|escrib[ae]|añad[ae]) (?:un|tu|su) comentario.{0,30}|(?:únete a"
    r"|participa en) la conversación.{0,30}",
    re.IGNORECASE,
)
# What readers' comments have beside their words.
_OF_COMMENTS = late(
    r"(?:(?:reply|like|share|report|upvote|antworten|melden|répondre|signaler|responder|denunciar"
    r"|(?:an?|\d+) ?(?:h|d|w|m|min(?:ute)?s?|hours?|days?|weeks?|months?|years?)(?: ago)?|\d+)"
    r"\b[\s,|•·›]*)+"
    r"|.{2,40}[·|•,–-] ?(?:(?:a|an|\d+) \w+ ago|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+)",
    re.IGNORECASE,
)
_BY_READER = late(r"@?[a-z]\w*[\w.-]*|\w+\d\w*|\w[\w .’-]{1,25}: .{1,300}")
# What is beside a comment, with a name or more: a button, and how long ago it was.
_BUTTON = late(
    r"\b(?:reply|report|antworten|melden|répondre|signaler|responder|denunciar)\b", re.IGNORECASE
)
_AGO = late(
    r"\b(?:an?|\d+) ?(?:h|d|w|m|min(?:ute)?s?|hours?|days?|weeks?|months?|years?)(?: ago)?\W*\Z"
    r"|\bvor \d+ \w+|\bil y a \d+ \w+|\bhace \d+ \w+",
    re.IGNORECASE,
)
_NICKNAME = late(r"@\w[\w.-]*|[^\W\d_]\w*\d\w*|[^\W\d_A-Z][\w.-]*")
# In a heading of comments: none of an article has it.
_SURELY = late(r"\d|leser|reader|user|\b(?:ihre|vos|tus|sus|your)\b", re.IGNORECASE)
# What leads to other articles, or sells.
_ELSEWHERE = late(
    r"(?:more (?:on this(?: story)?|(?:stories|from|in|news)\b.{0,40})|read more (?:on|about"
    r"|from)\b.{0,40}"
    r"|related(?: (?:stories|articles|topics|content|news|links|coverage))?|(?:most|trending"
    r"|popular)"
    r"(?: (?:read|viewed|popular|shared|commented|now|stories|articles|today))?"
    r"|trending|recommended(?: (?:for you|reading|stories))?|editors?[’'] picks?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in|have missed)|(?:read|up) next"
    r"|next article|(?:keep|further) reading"
    r"|(?:from )?around the web|sponsored(?: (?:content|links?))?|promoted(?: (?:content"
    r"|stories))?|paid content"
    r"|tags?(?: ?:.*)?|topics?(?: ?:.*)?|filed under.*|explore more on these topics"
    r"|latest(?: (?:news|stories|from .{1,30}))?"
    r"|(?:about|follow|more (?:by|from)) (?:the authors?|this author)|in this section"
    r"|what (?:our )?readers (?:say|think)"
    r"|meistgelesen(?:e .{0,30})?|das könnte (?:sie|dich) (?:auch )?interessieren"
    r"|auch interessant|mehr (?:zum thema|aus|von|zu)\b.{0,40}"
    r"|(?:verwandte|ähnliche|weitere) (?:artikel|themen|nachrichten|beiträge)"
    r"|empfehlungen.{0,30}|themen|schlagwört?e?r?.{0,60}"
    r"|über (?:den autor|die autorin)"
    r"|les plus lus|(?:sur|dans) le même (?:sujet|thème)|à découvrir.{0,30}|(?:à lire|lire"
    r"|voir) aussi|vous aimerez aussi"
    r"|articles? (?:liés?|similaires|associés?|recommandés?)|(?:la rédaction )?vous (?:conseille"
    r"|recommande)|nos derni[eè]re?s (?:articles|vidéos)"
    r"|te recomendamos|lo más (?:leído|visto|popular|comentado)|(?:también )?(?:te"
    r"|le) puede interesar"
    r"|(?:noticias|artículos|temas|contenidos) relacionad[oa]s"
    r"|relacionad[oa]s|más (?:noticias|sobre|en)\b.{0,40}|últimas noticias|etiquetas.{0,60}"
    r"|archivado en.{0,60})"
    r"\W*",
    re.IGNORECASE,
)
# What papers say of themselves at the foot; two of the second kind.
_FOOT = late(
    r"(?:©|\(c\)|copyright\b).{0,200}|.{0,120}(?:all rights reserved|alle rechte vorbehalten"
    r"|tous droits réservés"
    r"|todos los derechos reservados).{0,120}",
    re.IGNORECASE,
)
_FOOT_LINK = late(
    r"\b(?:privacy(?: policy| notice)?|terms(?: and conditions| (?:of (?:use|service)))?"
    r"|cookie (?:settings|policy|preferences)"
    r"|contact(?: us)?|about us|advertise|careers|sitemap|accessibility|do not sell"
    r"|registered (?:in|office)|published by"
    r"|impressum|datenschutz|agb|nutzungsbedingungen|mentions légales"
    r"|politique de confidentialité|aviso legal|cgv|gestion des cookies|cookie-einstellungen"
    r"|kontakt"
    r"|política de (?:privacidad|cookies)|contacto)\b",
    re.IGNORECASE,
)
_LONGEST_FOOT = 45

_SHARE = late(
    r"(?:(?:share|tweet|e-?mail|print|save|copy|link|facebook|twitter|whatsapp|linkedin|x"
    r"|bluesky|threads|reddit"
    r"|telegram|pinterest|instagram|sms|messenger|flipboard|pocket|listen|on|this|article|story"
    r"|gift"
    r"|post"
    r"|\d+[.,]?\d*k? (?:shares|comments|views)|comments?|bookmark|follow|more|font size|a|aa"
    r"|l[’']article|artikel|artículo|kommentare?|commentaires?|comentarios?"
    r"|sur|par|auf|via|en|por|teilen|merken|drucken|vorlesen|anhören|per|mail|partager|imprimer"
    r"|enregistrer|offrir"
    r"|écouter|envoyer"
    r"|compartir|guardar|imprimir|escuchar|enviar|\d+ ?(?:min(?:ute)?s?|minuten)(?: read"
    r"| lesezeit| de lecture)?)"
    r"\b[\s,|•·/+:]*)+",
    re.IGNORECASE,
)
_COOKIES = late(
    r"(?:(?:we|wir|nous|nosotros|utilizamos|usamos|this|our|diese|unsere|ce|este|nuestro|questo"
    r"|deze|by|wij|vi)\b"
    r"[^“”\"«»„]{0,200}\bcookies?\b|cookies? (?:on|help|settings|einstellungen|et)\b"
    r"|cookies\b(?=.{0,60}\b(?:accept|agree|ok)\b)"
    r"|(?:we|wir|nous)\b[^“”\"«»„]{0,60}\b(?:your privacy|ihre (?:privatsphäre|daten)"
    r"|votre vie privée)"
    r"|(?:we|wir|nous)\b.{0,30}\b\d+ (?:partners?|partnern?|partenaires)\b)[^“”\"«»„]*",
    re.IGNORECASE,
)
# Banners speak of themselves; an article on cookies has their readers' names as well.
_OF_BANNERS = late(
    r"\b(?:this|our|diese[rn]?|unsere[rn]?|ce|notre|este|nuestro) (?:web)?(?:site|seite|sitio)"
    r"|experience|continu|partner|partenaires"
    r"|technolog|accept|akzeptier|agree|learn more|got it|options|zustimm|ablehn|einstellung"
    r"|expérience"
    r"|accepter|refuser|paramétrer|aceptar|rechazar|configurar|terceros|experiencia"
    r"|value your|device",
    re.IGNORECASE,
)
_LONGEST_BANNER = 90
_BUTTONS = late(
    r"(?:(?:(?:i )?(?:accept|agree|reject|decline|allow)(?: all)?(?: cookies)?"
    r"|(?:manage |more |see )?(?:options|preferences|settings)"
    r"|got it|ok|okay|learn more|no thanks|close|dismiss"
    r"|alle[sn]? (?:akzeptieren|ablehnen|zulassen)|akzeptieren|ablehnen|zustimmen|einstellungen"
    r"|tout (?:accepter|refuser)|accepter|refuser|paramétrer|continuer sans accepter"
    r"|aceptar(?: todo| y continuar)?|rechazar(?: todo)?|configurar"
    r"|sign up|subscribe(?: now)?|your e-?mail(?: address)?|enter your e-?mail(?: address)?"
    r"|(?:jetzt )?(?:anmelden|abonnieren)|s[’']inscrire|s[’']abonner|suscr[ií]bete"
    r"|advertisement|ad feature|anzeigen?|newsletters?|werbung|publicité|publicidad)\b[\s|•·/!]*)+"
    r"|skip (?:past|to|advertisement)\b.{0,60}|(?:story|article) continues below.{0,30}"
    r"|(?:become a (?:member|subscriber|supporter)|support (?:local|independent|our"
    r"|quality) journalism)"
    r"[^“\"]{0,100}|be the first to know|get [^“\"]{0,40} to your inbox[^“\"]{0,20}"
    r"|privacy notice: ?newsletters?.{0,300}|scroll (?:down|to continue).{0,30}",
    re.IGNORECASE,
)
_FIELD = late(
    r"(?:(?:enter )?your e-?mail(?: address)?|sign up(?: now)?|jetzt anmelden|s[’']inscrire"
    r"|suscr[ií]bete|ihre e-?mail(?:-adresse)?|votre (?:e-?mail|adresse).{0,20}|tu correo.{0,20})"
    r"[.:…]*",
    re.IGNORECASE,
)
_OF_WRITER = late(r"(?:about|follow|more (?:by|from)|über) (?:the|this|den|die) a", re.IGNORECASE)
_MORE = late(
    r"(?:read (?:more|also|next)|also read|see also|related(?: stor(?:y|ies)| articles?)?|watch"
    r"|listen|don[’']t miss|more on this|more"
    r"|(?:à )?lire(?: aussi)?|voir aussi|à lire(?: aussi)?|lesen sie (?:auch|mehr)(?: dazu)?"
    r"|mehr (?:dazu|zum thema)|siehe auch|auch interessant"
    r"|lee (?:también|más)|leer (?:más|también)|le puede interesar|te puede interesar|ver también"
    r"|más información)\s*[:»>→|].{0,200}",
    re.IGNORECASE,
)
_LONGEST_MORE = 30
_CREDIT = late(
    r".{0,160}\b(?i:photo(?:graph|graphy)?|picture|image|credit|illustration|foto|bild|crédit"
    r"|imagen)s?(?: by |: ?| ?© ?)"
    r"(?![a-z])[\w.,/&’' -]{2,60}(?<![.!?,])"
)
_SECTIONS = late(
    r"(?:(?:home|news|world|politics|sport|business|opinion|culture|menu|search|sign in|subscribe"
    r"|login|log in|skip to (?:main )?content)\b[\s|•·/>]*)+",
    re.IGNORECASE,
)
# Characters beyond which a paragraph is prose.
_LONGEST, _LONGEST_SIGN = 700, 80


def begins_comments(paragraph: str) -> bool:
    """Whether a paragraph is surely the heading of what readers say: it has their number."""
    return (
        len(paragraph) < _LONGEST_SIGN
        and bool(_COMMENTS.fullmatch(paragraph))
        and bool(_SURELY.search(paragraph))
    )


def invites_comments(paragraph: str) -> bool:
    """Whether a paragraph may be the heading of what readers say, or asks them to say it."""
    return len(paragraph) < _LONGEST_SIGN and bool(
        _INVITATION.fullmatch(paragraph) or _COMMENTS.fullmatch(paragraph)
    )


def may_head_a_part(paragraph: str) -> bool:
    """Whether what leads elsewhere may as well be a heading of the article: “Topics”."""
    return bool(_ELSEWHERE.fullmatch(paragraph) or _COMMENTS.fullmatch(paragraph))


def is_by_reader(paragraph: str) -> bool:
    """Whether a paragraph is a reader's name, before words or alone, or stands between them."""
    return is_of_comments(paragraph) or bool(_BY_READER.fullmatch(paragraph))


def is_of_comments(paragraph: str) -> bool:
    """Whether a paragraph is what comments have between their words: “Reply”, “2 days ago”."""
    return len(paragraph) < _LONGEST_SIGN and bool(_OF_COMMENTS.fullmatch(paragraph))


def is_remark(paragraph: str) -> bool:
    """Whether a paragraph surely is beside a comment: its buttons, its time, a nickname alone."""
    if len(paragraph) > _LONGEST_SIGN or paragraph.endswith((".", "”")):
        return False
    return (
        is_of_comments(paragraph)
        or bool(_NICKNAME.fullmatch(paragraph))
        or bool(_BUTTON.search(paragraph) or _AGO.search(paragraph))
    )


def has_buttons(paragraph: str) -> bool:
    """Whether a paragraph is the buttons below a comment, and no time of the next one."""
    return bool(_BUTTON.search(paragraph)) and not _AGO.search(paragraph)


def leads_elsewhere(paragraph: str) -> bool:
    """Whether a paragraph heads a list of other articles, or is the foot of a page."""
    if len(paragraph) > _LONGEST or len(paragraph.split()) > _LONGEST_FOOT:
        return False
    if invites_comments(paragraph) and not begins_comments(paragraph):
        return True
    if _ELSEWHERE.fullmatch(paragraph) and not paragraph.endswith("."):
        return True
    return bool(_FOOT.fullmatch(paragraph)) or len(_FOOT_LINK.findall(paragraph)) > 1


def is_noise(paragraph: str) -> bool:
    """Whether a paragraph between those of an article is none of its text."""
    words = len(paragraph.split())
    if len(paragraph) > _LONGEST or words > _LONGEST_BANNER:
        return False
    if _COOKIES.fullmatch(paragraph) and _OF_BANNERS.search(paragraph):
        return True
    if words <= _LONGEST_MORE and (_MORE.fullmatch(paragraph) or _CREDIT.fullmatch(paragraph)):
        return True
    plain = _SHARE.fullmatch(paragraph) or _BUTTONS.fullmatch(paragraph)
    return bool(plain) or stubs.offers_letter(paragraph)


def stands_alone(line: str) -> bool:
    """Whether a line is surely no part of a sentence that is longer."""
    return begins_comments(line) or leads_elsewhere(line) or is_noise(line)


def asks_for_address(paragraph: str) -> bool:
    """Whether a paragraph is the field or the button of a newsletter."""
    return bool(_FIELD.fullmatch(paragraph))


def is_of_writer(heading: str) -> bool:
    return bool(_OF_WRITER.match(heading))


def names_sections(paragraph: str) -> bool:
    """Whether a paragraph is part of a menu."""
    return bool(_SECTIONS.fullmatch(paragraph))
