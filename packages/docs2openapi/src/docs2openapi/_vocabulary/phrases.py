"""The phrases of descriptions that say which values a field can have, its default, or that it is required."""

from __future__ import annotations

import re

# Between the last two values.
OR_WORDS = "or|and|ou|oder|und|или|и|hoặc|và|或者?|または|もしくは|또는"
# In front of values without marks, where words of another script tell where they end.
BARE_VALUES_CUE = (
    r"支持\s?[:：]?\s?|可选(?:值|项)?(?:为|是)\s?|可能(?:的值)?(?:为|是)\s?|取值(?:为|是)?\s?[:：]?\s?"
    r"|(?i:\b(?:les valeurs|los valores|os valores|die werte))\s"
)
# Names of types, which stand between bars as values do.
NO_VALUE_WORDS = frozenset(("string", "number", "integer", "boolean", "object", "array", "null", "undefined", "any"))
# In front of a list of values.
VALUES_CUE = re.compile(
    r"\b(?:(?:must|can|could|may|might|should|will) be (?:one of|either)"
    r"|(?:is )?(?:each )?(?:either )?one of(?: the following(?: values)?| type)?"
    r"|(?:allowed|possible|valid|accepted|supported|available|permitted|enum) (?:values?|options?|choices)"
    r"(?: are| include)?|options(?: are)?|enum|choices|values(?: are)?)\s*(?::|(?=[`\"'“\[]))\s*\[?"
    r"|\bavailable [a-z]+s:\s*(?=[`\"'“])|\b(?:can|may|must) be\s+(?=`)|\bvalues are\s+(?=[\w.-]+(?:,| or\b))"
    r"|\beither\s+(?=[a-z0-9_]+(?:,\s[a-z0-9_]+){2,}\s*[;.])"
    r"|\b(?:format|type|status|state|phase|stage|mode|quality|size|style|ratio|codec)\b[^.]{0,60},?\s"
    r"(?:which|that|it) can be\s+"
    r"(?=[\w-]+(?:,\s[\w-]+)+,?\sor\s[\w-]+\s*(?:[;.]|$))"
    r"|(?:枚举值|可选值|可选范围|取值(?:范围)?|可以是|可选|选项|可能な値|利用可能なオプション|허용 값|사용 가능한 옵션)"
    r"\s*(?:[:：]|为|是|有|包括)?\s*"
    r"|(?:options disponibles|opciones disponibles|verfügbare optionen|opções disponíveis|доступные варианты)"
    r"\s*:\s*|\bone (?:or more )?of\s+(?=[a-z0-9_-]+,)"
    r"|\b(?:valores (?:posibles|permitidos|possíveis|permitidos)|(?:mögliche|erlaubte|zulässige) werte"
    r"|valeurs (?:possibles|autorisées)|возможные значения)(?: (?:son|são|sind|sont))?\s*:\s*"
    r"|(?:الخيارات المتاحة|القيم الممكنة)\s*[:：]\s*"
    r"|\b(?:các giá trị|giá trị)[^:.\n]{0,40}(?:cho phép|hợp lệ)[^:.\n]{0,20}:\s*"
    r"|\b(?:un[oa] de|ein(?:e[rs]?)? (?:von|der)|l'une? des?|uma? (?:de|dos|das)|один из)(?: los| las| les)?"
    r"(?: werte?n?| valores| valeurs)?"
    r"\s*:?\s*(?=[`\"'“])",
    re.IGNORECASE,
)
# ``Quality of the picture: low, medium or high``, from the beginning up to the end of the sentence.
_LISTED_WORD = r"[A-Za-z0-9][\w*×:-]*"
VALUES_OF_LABEL = re.compile(
    rf"^(?:[^\W\d_]+\s){{0,4}}[^\W\d_]+:\s(?P<values>{_LISTED_WORD}(?:,\s{_LISTED_WORD})+,?\s(?:or|ou|o|oder|или|hoặc)"
    rf"\s{_LISTED_WORD})(?:[.;]|$)"
)
# ``Formats: mp3/ogg/wav``: behind such a label slashes are between values, not between steps of a path.
SLASHED_VALUES_OF_LABEL = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,8}(?:格式|编码)[,，]\s?支持\s?"
    r"(?P<foreign>[A-Za-z0-9]\w*(?:/[A-Za-z0-9]\w*)+)(?=[，,。；;\n]|$)"
    r"|(?:(?:supported|available|allowed|audio|video|image|output|file) ){0,2}"
    r"(?:formats?|values|options|modes?|codecs?|sizes?|qualities|quality|types):\s(?P<values>[A-Za-z0-9][\w-]*(?:\s?/\s?[A-Za-z0-9][\w-]*)+)(?=[.;,]|$))",
    re.IGNORECASE,
)
# ``音频编码：mp3、wav``: words of another script, with the commas of Chinese.
VALUES_OF_CHINESE_LABEL = re.compile(
    r"^[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af（）()/ ]{1,24}[:：]\s?(?P<values>[A-Za-z0-9][\w.*:-]*"
    r"(?:(?:、(?:または|もしくは)?|または|もしくは|또는|或者?)\s?[A-Za-z0-9][\w.*:-]*)+)(?=[，,。；;）)\n]|$)",
    re.ASCII,
)
# ``How it is made: from_text or from_voice``: two words, of which one is no word of prose.
TWO_VALUES_OF_LABEL = re.compile(
    r"^(?:[^\W\d]+\s){0,5}[^\W\d]+:\s(?=\S*[_\d])(?P<values>[A-Za-z][\w-]*\s(?:or|ou|o|oder|или|hoặc)\s[A-Za-z][\w-]*)(?:[.;]|$)"
)
# One value of several, of which a sentence tells what it does.
VALUE_TOLD = re.compile(
    r"(?:^|[.;。；\n]\s*)(?:The\s)?`([\w.-]+)`(?:\s(?:(?:value|option|mode|setting)s?|means|indicates|signifies)\b"
    r"|\s?(?:表示|代表|意味着))"
)
# The end of a line right above bullets that are the values.
AVAILABLE_CUE = re.compile(
    r"(?:利用可能な|対応(?:する|している)?|サポート(?:される|されている|する|している)|可用的?|支持的?"
    r"|사용 가능한|지원되는|available|supported)\s?"
    r"[^\n:：。.]{0,24}[:：]\s*$"
    r"|\b(?:options|values|choices)(?: are)?(?: as follows| listed below)?\s?[:：]\s*$"
    r"|(?:optionen|opciones|opções|(?:unterstützte|verfügbare) \w+|\w+ (?:soportad|admitid|suportad)[oa]s"
    r"|\w+ (?:disponibles|disponíveis|possibles|prises? en charge)|(?:доступные|поддерживаемые) \w+)\s?[:：]\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# What a description of a status begins with: bullets below it are its values.
STATUS_CUE = re.compile(r"^\W*(?:\w{0,12}状态|\w{0,12}ステータス|(?:\w+ ){0,4}(?:status|state)\b)", re.IGNORECASE)
# In front of some values, but not of all.
EXAMPLES_CUE = re.compile(
    r"\b(?:e\.g|such as|for (?:example|instance)|examples?|like|initial(?:ly)?|usually|currently|including)\b[^.]*$"
    r"|(?:例如|比如|如|例)[^。.]*$|(?:\bp\. ?)?\bex\.?\s?:[^.]*$"
    r"|(?:\bpar exemple|\bpor ejemplo|\bpor exemplo|\bz\. ?b\.|\bzum beispiel|например|예를 들어|예:)[^.]*$",
    re.IGNORECASE,
)
# In front of code that names something else than values, also further back in the sentence.
NOT_VALUES_CUE = re.compile(
    r"\b(?:requires?|required|depends?|together|combined|see|fields?|param(?:eter)?s?|headers?|scopes?|permissions?"
    r"|columns?|endpoints?|alias(?:es)?|conflicts?|deprecated|instead|provide|supply|when|if|unless|until|only|with"
    r"|default(?:s to)?)\b[^.。]*$",
    re.IGNORECASE,
)
# What follows a run of values and says that it is all of them.
VALUES_TAIL = re.compile(r"\s*(?:のいずれか|のどれか|から選択|중 하나|之一|中的一[个种])")
# What leads in a run of values in back-ticks or quotes.
VALUES_LEAD_IN = re.compile(
    r"(?:[:：(（—]|\b(?:accepts?|either|is|are|be|takes|of|(?:chosen|set|given) as)\b|支持|值有|值为)"
    r"\s*(?:an?\s|the\s)?(?=[`\"'“])",
    re.IGNORECASE,
)

# A word for a field, shortly before a run of its values.
VALUE_SENTENCE = re.compile(
    r"\b(?P<name>status|state|phase|stage)(?:es|s)?`?\s?(?:(?:field|value|property) )?"
    r"(?:of (?:an?|the|your|each) \w{1,20} )?"
    r"(?:[:(]|(?:is|are|can be|may be|will be|values are|becomes|(?:são|son|sont|sind|ist|est)\s?:?"
    r"|(?:holds|has|takes) one of (?:these|the following)(?: values)?:?"
    r"|one of|is one of|will be one of"
    r"|(?:(?:will|can|may) )?(?:go|move|pass|progress|transition|change|advance)(?:e?s)? (?:through|from))(?: either)?)"
    r"\s*(?=[`\"'])",
    re.IGNORECASE,
)
# The same without marks, up to the end of the sentence: ``The status can be one of the following: queued, done.``.
BARE_VALUE_SENTENCE = re.compile(
    r"\b(?P<name>status|state|phase|stage)`?(?: (?:field|value|property))? (?:can be|may be|will be|is|takes|has)"
    r" (?:either|one of)(?: (?:the following|these))?(?: (?:values|statuses|states))?\s?:?\s"
    r"(?P<values>[A-Za-z][\w-]*(?:,\s(?!or\s)[A-Za-z][\w-]*)*,?(?:,\s|\sor\s)[A-Za-z][\w-]*)\s*(?:[.;]|$)",
    re.IGNORECASE,
)
# In front of values that are those which one waits for, or the condition of something else, and not all.
ENDS_CUE = re.compile(
    r"\b(?:until|unless|as soon as|when|whenever|if|once)\b[^.;:]{0,60}$|(?:直到|直至)[^。；：]{0,30}$", re.IGNORECASE
)
# A further value, in another sentence: ``the status will go to 'FAILED'``.
NEXT_VALUE = re.compile(
    r"\b(?:(?:status|state|phase|stage)`?|it) (?:will |is |can )?(?:then |also )?(?:(?:be )?set|be|become|go|move"
    r"|change|turn|switch|transition)(?:e?s|d)?(?: to| into)?\s(?P<mark>[`\"'])(?P<value>[\w-]+)(?P=mark)",
    re.IGNORECASE,
)

# Further values in the same sentence: ``until the job is `done` or `failed```, ``and ends as `done```.
NEXT_VALUES = re.compile(
    r"\buntil [^`'\".!?]{0,30}\b(?:is|are|becomes?|reaches)\s+(?=[`\"'])"
    r"|\b(?:ends?(?: up)?|ending|finish(?:es)?|stops) (?:as|in|with|at)(?: either)?\s+(?=[`\"'])",
    re.IGNORECASE,
)

DEFAULT_PHRASE = re.compile(
    r"(?<![\w`\"'])(?:defaults? to|default(?: value)?(?: is)?|default \w{1,20} of"
    r"|默认(?:值)?(?:为|是)?|デフォルト(?:は|値は)?|省略時は|省略した場合は|既定値は"
    r"|기본(?:값(?:은)?)?|по умолчанию|(?:valor )?por defecto|predeterminado"
    r"|standard(?:wert)?(?: ist)?|(?:valeur )?par défaut|défaut|padrão"
    r"|(?:giá trị )?mặc định(?: là)?|الافتراضي|varsayılan)"
    r"\s{0,3}[:：=]?\s{0,3}"
    r"""(?:`"?(?P<code>[^`\n"]+)"?`|"(?P<quoted>[^"\n]*)"|'(?P<single>[^'\n]+)'(?!\w)"""
    r"""|(?P<bare>true|false|null|\d+[x:*×]\d+(?![\w:*×])|-?\d+(?:\.\d+)?)(?!(?!です)[\w%*×/:]|[.,-]\d))""",
    re.IGNORECASE,
)
# Behind one of the values: ``mp3` (default)``.
DEFAULT_MARK = re.compile(
    r"(?:`\"?(?P<value>[^`\n\"]+)\"?`|\"([^\"\n]+)\")"
    r"\s?[(（](?:the )?(?:default|默认值?|デフォルト|既定値?|기본값?)[)）]",
    re.IGNORECASE,
)
# ``1: box (default)``: the value of a meaning.
DEFAULT_OF_MEANING = re.compile(
    r"(?<!\d)(\d{1,5})\s?[-:：=]\s?[^\d,，;；\n()（）]{1,30}[(（](?:default(?: value)?|默认值?)[)）]", re.IGNORECASE
)
# ```20` by default``, ``The `all` value … is the default``.
DEFAULT_NAMED = re.compile(
    r"`([^`\n]+)`\s(?:unless told otherwise|by default)\b|`([^`\n]+)`[^.`]{0,80}\bis the default\b", re.IGNORECASE
)
_DEFAULT_CUE = (
    r"(?:\bdefault(?:s to|s? is| value is)?|默认(?:值)?(?:为|是)?|デフォルト(?:値)?は?|既定値は?|기본값(?:은)?"
    r"|по умолчанию|\bpor defecto|\bpredeterminado|\bstandard(?:wert)?(?: ist)?|\bpar défaut|\bpadrão)\s?[:：=—–-]?\s?"
)
# With a unit behind it, for a field that is a number: ``default 0.5s``, ``Default: 30 seconds``; or ``默认为 30,000``.
DEFAULT_WITH_UNIT = re.compile(
    rf"{_DEFAULT_CUE}(-?\d+(?:\.\d+)?)\s?"
    r"(?:s|ms|secs?|seconds?|px|pixels?|fps|kbps|dB|Hz|kHz|секунд[аы]?|мс|Sekunden?|secondes?|segundos?|secondi|秒|毫秒"
    r"|ミリ秒|초|밀리초|像素|ピクセル|픽셀)(?!\w)"
    rf"|{_DEFAULT_CUE}(\d{{1,3}}(?:,\d{{3}})+)(?![\w.,%-]\d)"
    # ``默认为5中语速``, but not ``默认1万``.
    r"|默认(?:值)?(?:为|是)?\s?[:：]?\s?(-?\d+(?:\.\d+)?)(?=[\u4e00-\u9fff])(?![十百千万亿点至到])",
    re.IGNORECASE,
)
DEFAULT_LABEL = (
    r"(?:\b(?:default(?: value)?|padrão|(?:par )?défaut|por defecto|predeterminado|standard(?:wert)?|по умолчанию"
    r"|(?:giá trị )?mặc định|varsayılan)|默认值?|デフォルト値?|기본값|الافتراضي)"
)
# The name of another field, or the word for none, is no default.
DEFAULT_AT_END = re.compile(
    rf"{DEFAULT_LABEL}\s?[:：]\s?(?!(?:ningun|nenhum|kein|aucun|nessun|yok|không)\w*\b|(?-i:[a-z]+[A-Z]))"
    r"([A-Za-z](?:[\w.-]*\w)?)\.?\s*(?:$|\*\s)",
    re.IGNORECASE,
)

# ``Defaults to small.``: it is one of the values, or prose.
BARE_DEFAULT = re.compile(
    r"\bdefault(?:s to|s? is| value is)?\s+(?!value\b)([A-Za-z][\w.-]*\w)"
    rf"|{DEFAULT_LABEL}\s?[:：]\s?([A-Za-z0-9][\w.*×:-]*\w)"
    r"|默认(?:值)?(?:为|是)?\s?([A-Za-z0-9][A-Za-z0-9_.*×:-]*)"
    r"|(?<![\w`\".*×:-])([A-Za-z0-9][A-Za-z0-9_.*×:-]*)\s?[(（](?:the )?(?:default|默认值?)[)）]",
    re.IGNORECASE,
)

REQUIRED_START = re.compile(
    r"^[\s(\[*_`]*required[\s)\]*_`]*(?:[.:;,—–-]|$)|^[\s*_`]*[(\[]required[)\]]", re.IGNORECASE
)

REQUIRED_END = re.compile(
    r"(?:(?:\*\*|__|\()required\.?(?:\*\*|__|\))\.?|[（(](?:必須|必填|必选|必需|필수|requerid[oa]|obligatori[oa]"
    r"|obligatoire|requis|obrigatóri[oa]|erforderlich|pflichtfeld|обязательн(?:ый|ая|ое|о))[)）])\s*$",
    re.IGNORECASE,
)

# Lines that lead in to an example: which body is it?
RESPONSE_LEAD_IN = re.compile(
    r"\b(?:returns?|returned|responds?|response|responses|answers?|result|output)\b"
    r"|\b(?:get|gets|comes|receive|have)\b(?: this| it| the following)? back\b"
    r"|\b(?:antwortet|antwort|liefert|responde|respuesta|devuelve|retorna|resposta|renvoie|répond|réponse)\b|返します|返される|返却|返回|반환",
    re.IGNORECASE,
)
# A sentence or a title about what is sent to the reader's own server.
OF_CALLBACK = re.compile(r"\s*[^\W\d_](?!.*\")(?=.*(?:\b(?:webhooks?|callbacks?)\b|回调))", re.IGNORECASE)
REQUEST_LEAD_IN = re.compile(r"\b(?:request|send|body|payload|post|input)\b", re.IGNORECASE)
_LEAD_IN_STATUS = re.compile(r"(?<![\w.])([2-5]\d\d)(?![\w.]?\d)")
_STATUS = r"[2-5]\d\d(?![\w.]?\d)(?: [A-Z][\w' -]{1,30}?)?"
# In front of the condition of a status: ``429 if there are too many``.
IF_WORDS = "if|when|wenn|falls|bei|si|quand|cuando|se|quando|если|nếu|khi"
# What a sentence says is returned: ``returns a 202``, ``responds with HTTP status 404 or 410``.
RETURNS_STATUS = re.compile(
    r"(?:\b(?:returns?|returned|responds?|answers?|replies|rejected|fails|antwort(?:et)?|liefert|responde|devuelve|retorna"
    r"|(?:return|response|status) code (?:will be|is)"
    r"|renvoie|répond)\b|^\s*(?:→|(?=HTTP(?: status)? code [2-5]\d\d (?:if|when)\b))|возвращает|返回|返します|반환"
    r"|\ban?\b(?= \d{3}(?: [A-Z]\w+){0,3} (?:status|response)(?: code)? (?:is|will be) (?:returned|sent)\b)"
    r"|^(?=2\d\d (?:on|upon) success\b))"
    r"(?: (?:with|a|an|the|always|immediately|con|com|avec|mit|un|uma?|eine[nm]?))*[ :]*"
    r"(?:HTTP(?: status)?(?: code)?|status(?: code)?|(?:error )?code|error|状态码)?\s?"
    rf"(?P<statuses>{_STATUS}(?:(?: or |, or |, |/| oder | ou | o | или ){_STATUS})*)"
    r"(?! ?(?:%|ms\b|credits|requests|characters|items|results|images|seconds|bytes|rows|records|jobs|per\b))",
    re.IGNORECASE,
)
ERROR_LEAD_IN = re.compile(r"\b(?:errors?|failures?)\b", re.IGNORECASE)
# The same in the title of an example.
RESPONSE_TITLE = re.compile(r"\b(?:response|returns|output)\b", re.IGNORECASE)
REQUEST_TITLE = re.compile(r"\b(?:request|body|payload|input)\b", re.IGNORECASE)


def announced_status(text: str) -> str | None:
    """Return the one status of a line that leads in to the example of a response.

    >>> announced_status("Returns 201 with the new job:")
    '201'
    """
    statuses = _LEAD_IN_STATUS.findall(text) if RESPONSE_LEAD_IN.search(text) else []
    return statuses[0] if len(statuses) == 1 else None


# ``Request Body: Same as `/things```, ``Same parameters as above``.
SAME_AS = re.compile(
    r"[\s>*•-]*(?:(?P<label>[^:：]{1,40})[:：] ?)?"
    r"(?:(?:accepts|takes|uses|returns|has|it is|this is) )?(?:the )?(?:same|identical)"
    r"(?: (?P<what>(?:(?:request|response|query|body|json|input|output) )?"
    r"(?:request|response|body|payload|param(?:eter)?s|arguments|fields|format|structure|schema|shape)))?"
    r" (?:as|to|with) (?:(?:for|in|of) )?(?P<other>(?:[A-Z]{3,6} )?/[^\s;,()]*|[^.;,:()]{1,80})(?:[\s.;,:(].*)?",
    re.IGNORECASE,
)
