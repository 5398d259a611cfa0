"""Every error type of pydantic in Vietnamese, and how a refused value is shown."""

from __future__ import annotations

from decimal import Decimal

MESSAGES = {
    "missing": "thiếu mục bắt buộc",
    "extra_forbidden": "không có mục này",
    "invalid_key": "tên mục phải là chữ",
    # wrong kind of value
    "string_type": "phải là chữ",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_parsing_size": "số nguyên quá lớn",
    "int_from_float": "phải là số nguyên",
    "is_instance_of": "phải là {kind}",
    "is_subclass_of": "phải là {kind}",
    "decimal_type": "phải là số",
    "decimal_parsing": "phải là số",
    "float_type": "phải là số",
    "float_parsing": "phải là số",
    "fraction_type": "phải là số",
    "fraction_parsing": "phải là số",
    "complex_type": "phải là số",
    "complex_str_parsing": "phải là số",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "none_required": "phải để trống (null)",
    "model_type": "phải là nhóm mục “tên: giá trị”",
    "model_attributes_type": "phải là nhóm mục “tên: giá trị”",
    "dataclass_type": "phải là nhóm mục “tên: giá trị”",
    "dataclass_exact_type": "phải là nhóm mục “tên: giá trị”",
    "named_tuple_type": "phải là nhóm mục “tên: giá trị”",
    "dict_type": "phải là nhóm mục “tên: giá trị”",
    "frozen_dict_type": "phải là nhóm mục “tên: giá trị”",
    "ordered_dict_type": "phải là nhóm mục “tên: giá trị”",
    "counter_type": "phải là nhóm mục “tên: giá trị”",
    "mapping_type": "phải là nhóm mục “tên: giá trị”",
    "list_type": "phải là danh sách",
    "tuple_type": "phải là danh sách",
    "set_type": "phải là danh sách",
    "frozen_set_type": "phải là danh sách",
    "deque_type": "phải là danh sách",
    "iterable_type": "phải là danh sách",
    "iteration_error": "danh sách không đọc hết được",
    "set_item_not_hashable": "mỗi phần của danh sách phải là chữ hoặc số",
    "arguments_type": "phải là danh sách hoặc nhóm mục",
    "bytes_type": "phải là chữ",
    "bytes_invalid_encoding": "chữ không đúng mã {encoding}",
    # right kind, wrong value
    "enum": "phải là một trong: {expected}",
    "literal_error": "phải là một trong: {expected}",
    "missing_sentinel_error": "không được ghi giá trị ở đây",
    "ellipsis_error": "không được ghi giá trị ở đây",
    "greater_than": "phải lớn hơn {gt}",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than": "phải nhỏ hơn {lt}",
    "less_than_equal": "phải từ {le} trở xuống",
    "multiple_of": "phải là bội số của {multiple_of}",
    "finite_number": "phải là số hữu hạn",
    "decimal_max_digits": "có quá {max_digits} chữ số",
    "decimal_max_places": "có quá {decimal_places} chữ số thập phân",
    "decimal_whole_digits": "phần nguyên có quá {whole_digits} chữ số",
    "too_short": "phải có ít nhất {min_length} phần tử",
    "too_long": "có nhiều nhất {max_length} phần tử",
    "string_too_short": "phải có ít nhất {min_length} ký tự",
    "string_too_long": "có nhiều nhất {max_length} ký tự",
    "bytes_too_short": "phải có ít nhất {min_length} byte",
    "bytes_too_long": "có nhiều nhất {max_length} byte",
    "string_pattern_mismatch": "viết sai dạng",
    "string_not_ascii": "chỉ được có chữ không dấu",
    "string_unicode": "có ký tự không phải Unicode",
    "value_error": "{error}",
    "assertion_error": "{error}",
    # dates and times
    "date_type": "phải là ngày, ví dụ 2023-07-12",
    "date_parsing": "phải là ngày, ví dụ 2023-07-12",
    "date_from_datetime_parsing": "phải là ngày, ví dụ 2023-07-12",
    "date_from_datetime_inexact": "phải là ngày, không kèm giờ",
    "date_past": "phải là ngày đã qua",
    "date_future": "phải là ngày sắp tới",
    "time_type": "phải là giờ, ví dụ 14:30",
    "time_parsing": "phải là giờ, ví dụ 14:30",
    "datetime_type": "phải là ngày và giờ",
    "datetime_parsing": "phải là ngày và giờ",
    "datetime_object_invalid": "phải là ngày và giờ",
    "datetime_from_date_parsing": "phải là ngày và giờ",
    "datetime_past": "phải là thời điểm đã qua",
    "datetime_future": "phải là thời điểm sắp tới",
    "timezone_naive": "không được ghi múi giờ",
    "timezone_aware": "phải ghi múi giờ",
    "timezone_offset": "sai múi giờ",
    "time_delta_type": "phải là khoảng thời gian",
    "time_delta_parsing": "phải là khoảng thời gian",
    # addresses and identifiers
    "url_type": "phải là địa chỉ mạng",
    "url_parsing": "phải là địa chỉ mạng",
    "url_syntax_violation": "phải là địa chỉ mạng",
    "url_too_long": "địa chỉ mạng có nhiều nhất {max_length} ký tự",
    "url_scheme": "địa chỉ mạng phải bắt đầu bằng {expected_schemes}",
    "uuid_type": "phải là mã UUID",
    "uuid_parsing": "phải là mã UUID",
    "uuid_version": "phải là mã UUID bản {expected_version}",
    # unions told apart by a tag
    "union_tag_invalid": "“{tag}” phải là một trong: {expected_tags}",
    "union_tag_not_found": "thiếu mục {discriminator}",
    # a value that refers to itself, JSON inside text, programs calling programs
    "recursion_loop": "giá trị chứa chính nó",
    "recursion_depth_exceeded": "lồng nhau quá sâu",
    "json_invalid": "không phải JSON đúng cú pháp",
    "json_type": "phải là chữ JSON",
    "needs_python_object": "không kiểm tra được từ JSON",
    "no_such_attribute": "không có thuộc tính “{attribute}”",
    "get_attribute_error": "không lấy được thuộc tính",
    "frozen_field": "không sửa được",
    "frozen_instance": "không sửa được",
    "default_factory_not_called": "chưa lấy được giá trị mặc định vì mục khác sai",
    "callable_type": "phải là hàm",
    "missing_argument": "thiếu tham số",
    "missing_keyword_only_argument": "thiếu tham số",
    "missing_positional_only_argument": "thiếu tham số",
    "unexpected_keyword_argument": "thừa tham số",
    "unexpected_positional_argument": "thừa tham số",
    "multiple_argument_values": "tham số có nhiều giá trị",
}

KINDS = {"Decimal": "số", "int": "số nguyên", "str": "chữ", "bool": "true hoặc false"}
MOST_SHOWN = 40


def message_of(error_type: str, context: dict[str, object]) -> str:
    """Return the Vietnamese message of a pydantic error type, its context filled in."""
    words = {name: _in_vietnamese(value) for name, value in context.items()}
    words["kind"] = KINDS.get(str(context.get("class")), "giá trị loại khác")
    if context.get("class_name") == "IndicatorInput":
        return "phải là số, hoặc nhóm mục “tên: giá trị”"
    return MESSAGES.get(error_type, "giá trị không dùng được").format_map(words)


def _in_vietnamese(value: object) -> str:
    return str(value).replace(" or ", " hoặc ").replace("'", "")


def shown(value: object, *, decimal_comma: bool = False) -> str:
    """Return a refused value as a person recognises it, at most a line long."""
    if value is None:
        return "đang để trống"
    if isinstance(value, bool):
        return f"đang là {str(value).lower()}"
    if isinstance(value, int | Decimal):
        return "đang là " + (str(value).replace(".", ",") if decimal_comma else str(value))
    if isinstance(value, str):
        short = " ".join(value.split())
        return f"đang là “{short[:MOST_SHOWN]}…”" if len(short) > MOST_SHOWN else f"đang là “{short}”"
    return "đang là một danh sách" if isinstance(value, list | tuple) else "đang là một nhóm mục"
