"""The words of titles in other languages than English, by the role of the section under them."""

from __future__ import annotations

import re
from functools import lru_cache


def _words(text: str) -> set[str]:
    return set(text.split())


FOREIGN_ROLE_WORDS = {
    "errors": _words(
        "错误 异常 エラー 異常 오류 에러 ошибка ошибки ошибок fehler fehlercodes errores "
        "erreur erreurs erro erros errore errori hatalar błędy "
        "ошибке fehler fehlerfall fehlerantwort fehlerantworten fehlermeldungen fehlerbehandlung 失敗時 실패"
    ),
    "response": _words(
        "响应 返回 出参 输出 应答 レスポンス 応答 返却 戻り値 出力 응답 반환 출력 ответ ответа "
        "ответы antwort antworten rückgabe respuesta respuestas "
        "risposta risposte antwortsyntax antwortelemente réponse réponses resposta respostas retorno salida sortie "
        "saída возвращаемые возвращаемый antwortparameter antwortformat beispielantwort "
        "antwortbeispiel rückgabewerte yanıt odpowiedź respons respon الاستجابة"
    ),
    "header": _words(
        "请求头 请求头部 响应头部 头部 标头 ヘッダー ヘッダ 헤더 заголовки заголовок заголовков "
        "kopfzeilen encabezado encabezados cabecera cabeceras cabeçalho "
        "cabeçalhos intestazione intestazioni başlıklar الترويسات"
    ),
    "path": _words("路径 路由 パス 경로 패스 пути pfad pfadparameter ruta chemin caminho rota percorso المسار"),
    "query": _words("クエリ クエリー 쿼리 abfrageparameter consulta الاستعلام"),
    "body": _words(
        "请求体 表单 上传表单 提交表单 正文 包体 消息体 本文 ボディ ボディー 본문 바디 "
        "тело тела cuerpo corps corpo anfragekörper anforderungstext formular beispielanfrage anfragebeispiel الجسم"
    ),
    "auth": _words(
        "认证 鉴权 授权 認証 인증 авторизация авторизации аутентификация "
        "authentifizierung autenticación authentification "
        "autenticação autorización autorização autenticazione uwierzytelnianie التفويضات"
    ),
    "request": _words(
        "请求 参数 字段 入参 输入 传参 リクエスト パラメータ パラメーター フィールド 入力 引数 属性 項目 요청 "
        "파라미터 매개변수 인자 필드 속성 입력 запрос запроса параметры параметр "
        "параметров поля anfrage anfragen anfrageparameter felder "
        "demande demandes richiesta richieste parametri anforderung anforderungen anforderungssyntax "
        "anforderungsparameter "
        "solicitud petición parámetros parámetro campos atributos "
        "requête paramètres champs attributs requisição solicitação pedido pedidos "
        "المعلمات الطلب معلمات "
        "parâmetros entrada entrée входные eingabeparameter übergabeparameter parametreler istek parametry permintaan"
    ),
}
# A title has a role only if each of its words is one of a role or one of these.
FOREIGN_NEUTRAL_WORDS = _words(
    "示例 样例 例子 说明 列表 格式 数据 内容 结果 成功 失败 状态 码 通用 公共 必填 可选 业务 接口 定义 "
    "结构 详情 信息 对象 代码 及 和 与 如下 例 サンプル 一覧 形式 データ 説明 コード の と 詳細 定義 "
    "成功時 オブジェクト 예시 예제 예 형식 데이터 설명 성공 상태 코드 목록 구조 상세 및 пример "
    "примеры данных данные структура описание успешный успешного "
    "формат beispiel beispiele daten der des die und für eine "
    "einer de la del los las el du des da do dos das les le y et e ejemplo ejemplos "
    "exemple exemples exemplo exemplos formato datos données "
    "dados syntaxe éléments eléments sintaxis elementos sintassi elementi della di si sintaxe 语法 元素 構文 要素 "
    "구문 요소 处理 处理中 生成中 完成 任务 时 処理中 完了時 時の 처리 중 при успехе успешном сервера "
    "во время обработки обязательные необязательные дополнительные "
    "обработка завершения bei erfolg erfolgreiche erfolgreicher im exitosa exitoso éxito correcta manejo caso con en "
    "cas succès réussie gestion d l sucesso bem sucedida tratamento em com esempio successo gestione minimal "
    "obligatorios obligatorias opcionales requeridos requeridas obrigatórios obrigatórias opcionais obligatoires "
    "optionnels facultatifs requis erforderliche optionale obbligatori facoltativi opzionali"
)
_ALL_WORDS = FOREIGN_NEUTRAL_WORDS.union(*FOREIGN_ROLE_WORDS.values())
_SCRIPTS = r"\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af"  # those written without spaces
_UNSPACED = re.compile(rf"[{_SCRIPTS}]+")
_KNOWN_UNSPACED = re.compile("|".join(sorted(filter(_UNSPACED.fullmatch, _ALL_WORDS), key=len, reverse=True)))
_WORD = re.compile(rf"[{_SCRIPTS}]+|[^\W\d_{_SCRIPTS}]+")  # ``请求Header参数`` has three
MAX_UNSPACED = 16


def title_words(title: str) -> list[str]:
    """Return the words of a title; those of languages without spaces are split if each part is known.

    >>> title_words("返回参数说明 (json)")
    ['返回', '参数', '说明', 'json']
    """
    words = _WORD.findall(title)
    return words if title.isascii() else [part for word in words for part in _parts(word)]


@lru_cache(maxsize=1024)
def _parts(word: str) -> tuple[str, ...]:
    if word.isascii() or len(word) > MAX_UNSPACED:
        return (word,)
    parts = tuple(_KNOWN_UNSPACED.findall(word))
    return parts if "".join(parts) == word else (word,)
