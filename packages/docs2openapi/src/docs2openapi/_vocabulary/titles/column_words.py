"""The words over the columns of tables in other languages than English, by what the column holds."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|"))


FOREIGN_COLUMN_WORDS = {
    "name": _words(
        "参数 | 参数名 | 参数名称 | 字段 | 字段名 | 名称 | 属性 | パラメータ | パラメーター | "
        "フィールド | 名前 | 字段名称 | 参数字段 | "
        "请求参数 | 返回参数 | 响应参数 | 返回字段 | 响应字段 | 变量名 | 参数英文名 | 属性名 | パラメータ名 | "
        "パラメーター名 | フィールド名 | 項目名 | "
        "プロパティ | プロパティ名 | 変数名 | キー名 | 필드명 | 필드 이름 | 파라미터명 | 매개변수명 | "
        "항목 | 변수 | 键 | 键名 | 变量 | "
        "変数 | 項目 | キー | 이름 | 매개변수 | 파라미터 | 필드 | имя | параметр | поле | feld | parámetro | "
        "campo | nombre | paramètre | champ | nom | parâmetro | nome | 节点名称 | 节点名称 关键字 | "
        "имя параметра | название | имя поля | атрибут | ключ | feldname | parametername | "
        "schlüssel | eigenschaft | nom du paramètre | nom du champ | clé | propriété | "
        "propiedad | clave | nombre del campo | chave | propriedade | nome do campo | "
        "parametro | 키 | 參數 | 參數名稱 | 欄位 | 欄位名稱 | 名稱 | 屬性 | parametre | alan | tham số | "
        "trường | 소품 | 속성 | 프로퍼티 | pole | nazwa | kolom | nama"
    ),
    "inner name": _words("子参数 | 子字段 | 二级参数 | 二级字段"),
    "parent": _words("父节点 | 父级 | 上级字段 | 所属字段"),
    "type": _words(
        "格式 | 字段类型 | 值类型 | データ型 | 자료형 | 데이터 타입 | 데이터 유형 | 类型 | 数据类型 | "
        "参数类型 | 型 | タイプ | 유형 | 타입 | "
        "тип | typ | tipo | тип данных | datentyp | type de données | tipo de dato | "
        "tipo de datos | tipo de dados | tipo di dato | 데이터타입 | 類型 | 數據類型 | 資料型別 | 資料类型 | "
        "资料类型 | kiểu | kiểu dữ liệu | tipe | typ danych"
    ),
    "required": _words(
        "必填 | 是否必填 | 必須の有無 | 必须 | 是否必须 | 是否必选 | 是否必需 | 可选 必选 | 必选 可选 "
        "| 必需 | 必要 | 必选 | 必須 | "
        "必传 | 是否必传 | 必填项 | 是否必要 | 必須項目 | 필수여부 | 필수 | 필수 여부 | обязательный | обязательно | "
        "pflicht | pflichtfeld | erforderlich | obligatorio | requerido | obligatoire | "
        "requis | obrigatório | обязательное | обязательность | обяз | обязателен | "
        "notwendig | obligatoria | obrigatória | obbligatorio | richiesto | 필수값 | 必選 | "
        "是否必選 | zorunlu | bắt buộc | tính bắt buộc | wymagane | wymagany | wajib | verplicht"
    ),
    "optional": _words("是否可选"),
    "default": _words(
        "缺省值 | 默认取值 | 既定値 | 初期値 | 默认值 | 默认 | デフォルト | デフォルト値 | 기본값 | по умолчанию | "
        "standardwert | por defecto | valor por defecto | predeterminado | par défaut | "
        "valeur par défaut | параметр по умолчанию | défaut | padrão | valor padrão | значение по умолчанию | "
        "vorgabe | vorgabewert | valor predeterminado | valore predefinito | predefinito | "
        "default wert | 디폴트 | 預設值 | 预设值 | 默認值 | 缺省 | varsayılan | mặc định | domyślnie | "
        "domyślna | nilai default | standaard"
    ),
    "description": _words(
        "参数含义 | 字段含义 | 用途 | 意义 | 解説 | 意味 | 비고 | 描述 | 说明 | 含义 | 备注 | "
        "参数说明 | 参数描述 | 字段描述 | "
        "字段说明 | 详细说明 | 解释 | 説明 | 備考 | 補足 | 内容 | 설명 | описание | значение | beschreibung | "
        "bedeutung | descripción | significado | signification | descrição | пояснение | "
        "назначение | что делать | что значит | смысл | комментарий | примечание | "
        "erklärung | erläuterung | hinweis | descriptif | "
        "descrizione | detalle | observación | observações | 備註 | 說明 | 설명 및 비고 | açıklama | "
        "mô tả | opis | deskripsi | keterangan | beskrivelse"
    ),
    "place": _words("位置 | 参数位置"),
    "level": _words("层级 | 层次 | 级别 | 階層 | レベル | 레벨 | 계층 | уровень | ebene | nivel | niveau | nível"),
    "values": _words(
        "допустимые значения | возможные значения | значения | mögliche werte | "
        "erlaubte werte | werte | valeurs possibles | valeurs | valores posibles | "
        "valores permitidos | valores | valores possíveis | valori possibili | 허용값 | 허용 값 | "
        "가능한 값 | 取りうる値 | 設定値 | 可选值 | 可選值 | 枚举值 | 允许值 | 可用值"
    ),
    "value": _words("值 | 取值 | 値"),
    "example": _words(
        "参数示例 | 示例数据 | 样例 | 举例 | 入力例 | 예제 | 示例 | 示例值 | 例 | サンプル | 예시 | "
        "пример | beispiel | "
        "ejemplo | exemple | exemplo | esempio | 範例 | 示范 | örnek | ví dụ | przykład | contoh"
    ),
    "status": _words(
        "http状态码 | http 状态码 | 状态码 | ステータス | ステータスコード | 상태 코드 | код "
        "состояния | código http | "
        "http コード | http 상태 코드 | código de estado | código de status | http код | "
        "код ответа | 상태코드 | http상태코드 | http 상태 | http 응답 코드 | 응답 코드 | "
        "httpステータス | http ステータス | 狀態碼 | http 狀態碼 | durum kodu"
    ),
    "code": _words(
        "错误码 | 业务码 | 错误代码 | コード | エラーコード | 오류 코드 | fehlercode | código de error | "
        "código de erro | código | codigo | код | код ошибки | codice | mã lỗi | 錯誤代碼 | 错误编码"
    ),
    "range": _words("取值范围 | 范围 | диапазон | wertebereich | plage | rango | intervalo | intervallo | 範囲 | 범위"),
}
