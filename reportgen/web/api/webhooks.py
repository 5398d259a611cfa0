"""Addresses that hear of events, and the events themselves."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from reportgen.service.office import webhooks as service
from reportgen.web.api.caller import By, RowNumber
from reportgen.web.api.paging import Cursor, Limit, Page, cursor_at, page_of, start_of
from reportgen.web.api.problems import problems
from reportgen.web.api.repeating import RepeatableRoute
from reportgen.web.api.shapes import DeliveryShape, MadeWebhook, NewWebhook, WebhookShape

router = APIRouter(route_class=RepeatableRoute, tags=["Báo tin (webhook)"])


@router.get(
    "/webhooks", summary="Các địa chỉ nhận tin", response_model=Page[WebhookShape], responses=problems(403)
)
def webhooks(by: By, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các địa chỉ nhận tin; chỉ người quản trị tài khoản."""
    return page_of(service.webhooks(by.office, by.actor), lambda each: each.id, cursor, limit)


@router.post(
    "/webhooks",
    summary="Thêm địa chỉ nhận tin",
    status_code=201,
    response_model=MadeWebhook,
    responses=problems(403),
)
def create_webhook(by: By, new: NewWebhook) -> Any:
    """Thêm một địa chỉ nhận tin; chỉ người quản trị tài khoản.

    Mỗi tin là POST có chữ ký ở X-Reportgen-Signature, gửi lại khi chưa nhận được; tin chỉ nói việc gì đã
    xảy ra với cái gì, không có số liệu (docs/api.md).
    """
    made, secret = service.create_webhook(by.office, by.actor, new.url, tuple(new.events))
    return {"webhook": made, "secret": secret}


@router.delete(
    "/webhooks/{webhook_id}", summary="Bỏ địa chỉ nhận tin", status_code=204, responses=problems(403, 404)
)
def remove_webhook(by: By, webhook_id: RowNumber) -> None:
    """Thôi gửi tin tới một địa chỉ."""
    service.remove_webhook(by.office, by.actor, webhook_id)


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    summary="Các tin đã gửi",
    response_model=Page[DeliveryShape],
    responses=problems(403, 404),
)
def deliveries(by: By, webhook_id: RowNumber, cursor: Cursor = "", limit: Limit = 50) -> Any:
    """Trả về các tin đã gửi hay đang chờ gửi tới một địa chỉ, mới nhất trước."""
    before = start_of(cursor)
    found = service.deliveries(by.office, by.actor, webhook_id, before=before, most=limit + 1)
    items = found[:limit]
    return {"items": items, "next": cursor_at(items[-1].id) if len(found) > limit else None}
