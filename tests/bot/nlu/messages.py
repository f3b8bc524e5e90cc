"""Messages nobody should write and somebody will."""

from __future__ import annotations

NASTY = {
    "empty": "",
    "blanks": " \t\n\u3000 ",
    "emoji": "😀🙏🏻👨‍👩‍👧‍👦⚽️",
    "long": ("我的订单 LK202611200001 还没到 where is it? " * 120)[:5000],
    "one character": "啊" * 4000,
    "one letter": "a" * 4000,
    "one digit": "1" * 4000,
    "brackets": "(" * 2000 + ")" * 2000,
    "zero-width": "退\u200b款\u200d L\u2060K2026\ufeff11200001",
    "control": "refund\x00\x07\x1b[31m LK202611200001\x7f",
    "lone surrogates": "退款 \ud83d LK202611200001 \udc00",
    "mixed scripts": "退款 refund возврат 返金 환불 αβγ",
    "right to left": "\u202eLK202611200001\u202c أين طلبي؟ refund",
    "numbers only": "8842 13800138000 202611200001",
    "combining": "r\u0301\u0302\u0303e\u0301f\u0301und " * 50,
    "full width": "ＬＫ２０２６１１２００００１　退款",
    "ligature": "ﷺ ㎏ ½ ﬁnd my order",
    "signs": "?!…。，---___***",
    "markup": "<script>alert('x')</script> [refund](intent) {\"a\": 1}",
    "lines": "退款\n\n\r\nLK202611200001\u2028ok",
    "command": "/restart",
    "command with entities": '  /inform{"order_number": "LK202611200001"}',
    "address with numbers": "张三 13800138000 浙江省杭州市西湖区文三路123号 ¥199 明天下午 第二个",
}
