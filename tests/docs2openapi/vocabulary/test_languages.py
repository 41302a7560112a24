"""Tables and titles in the languages that providers write their pages in."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text

TABLES = [
    ("Параметр | Тип данных | Обязательность | Значение по умолчанию", "Обязательно", "Нет"),
    ("Feldname | Datentyp | Pflichtfeld | Vorgabewert", "Pflichtfeld", "nicht erforderlich"),
    ("Nom du paramètre | Type de données | Requis | Valeur par défaut", "Requis", "Optionnelle"),
    ("Propiedad | Tipo de dato | Requerido | Valor predeterminado", "Requerido", "Opcional"),
    ("Nome do campo | Tipo de dados | Obrigatória | Valor padrão", "Obrigatória", "Opcional"),
    ("Parametro | Tipo di dato | Obbligatorio | Valore predefinito", "Obbligatorio", "Facoltativo"),
    ("필드명 | 데이터타입 | 필수값 | 디폴트", "필수", "선택"),
    ("參數名稱 | 類型 | 必選 | 預設值", "必選", "選填"),
    ("Tham số | Kiểu dữ liệu | Bắt buộc | Mặc định", "Có", "Không"),
]


@pytest.mark.parametrize(("header", "yes", "no"), TABLES, ids=lambda value: value.partition(" |")[0])
def test_columns_and_flags_are_read_in_every_language(tmp_path, header, yes, no):
    rows = f"| mould | string | {yes} | |\n| layers | number | {no} | `4` |"
    page = f"# A\n\n`POST /v1/castings`\n\n## Request body\n\n| {header} |\n|---|---|---|---|\n{rows}\n"
    body = operation(read_text(tmp_path, page))["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"] == {"mould": {"type": "string"}, "layers": {"type": "number", "default": 4}}
    assert body["required"] == ["mould"]


@pytest.mark.parametrize(
    "title",
    [
        "Пример ответа при успехе",
        "Antwort bei Erfolg",
        "Respuesta exitosa",
        "Réponse en cas de succès",
        "Resposta de sucesso",
        "처리 중 응답",
        "完了時のレスポンス",
        "任务完成时返回",
        "Response when completed",
        "Immediate response",
        "On success",
    ],
)
def test_a_title_over_an_answer_can_say_when_it_comes(tmp_path, title):
    page = f'# A\n\n`POST /v1/castings`\n\n### {title}\n\n```json\n{{"casting_id": "c_1"}}\n```\n'
    (response,) = operation(read_text(tmp_path, page))["responses"].values()
    assert response["content"]["application/json"]["example"] == {"casting_id": "c_1"}


@pytest.mark.parametrize("title", ["Статусы задачи", "작업 상태", "Mögliche Statuswerte"])
def test_a_table_of_states_lists_the_values_of_the_status(tmp_path, title):
    word = title.split()[0]
    answer = '### Response\n\n```json\n{"status": "poured"}\n```'
    page = f'# A\n\n`GET /v1/castings`\n\n{answer}\n\n### {title}\n\n- "poured" - {word}\n- "cooled" - {word}\n'
    (response,) = operation(read_text(tmp_path, page))["responses"].values()
    assert response["content"]["application/json"]["schema"]["properties"]["status"]["enum"] == ["poured", "cooled"]
