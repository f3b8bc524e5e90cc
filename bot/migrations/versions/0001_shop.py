"""Orders, who may see them, and what was done for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("customer", sa.String(length=128), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("conversation"),
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("phone", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column("notices", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_customers_email", "customers", ["email"])
    op.create_index("ix_customers_phone", "customers", ["phone"])
    op.create_table(
        "products",
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("similar", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sku"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("effect", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposals_conversation", "proposals", ["conversation"])
    op.create_table(
        "proven_orders",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("proof", sa.String(length=320), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("conversation", "number"),
    )
    op.create_table(
        "remedies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("proposal", sa.String(length=32), nullable=True),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("customer", sa.String(length=128), nullable=False),
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proposal", name="one_remedy_per_proposal"),
    )
    op.create_index("ix_remedies_at", "remedies", ["at"])
    op.create_index("ix_remedies_conversation", "remedies", ["conversation"])
    op.create_index("ix_remedies_customer", "remedies", ["customer"])
    op.create_index("ix_remedies_order_number", "remedies", ["order_number"])
    op.create_index("ix_remedies_status", "remedies", ["status"])
    op.create_table(
        "sellers",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shop_info",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "write_keys",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "wrong_proofs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_proofs_conversation", "wrong_proofs", ["conversation"])
    op.create_index("ix_wrong_proofs_number", "wrong_proofs", ["number"])
    op.create_table(
        "orders",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("customer", sa.String(length=128), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("shipping_fee", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("placed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("packed_at", sa.DateTime(), nullable=True),
        sa.Column("ship_by", sa.DateTime(), nullable=True),
        sa.Column("phone_asked", sa.Boolean(), nullable=False),
        sa.Column("cancelled_by", sa.String(length=16), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=32), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer"],
            ["customers.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_orders_status", "orders", ["status"])
    op.create_index("orders_of_customer", "orders", ["customer", "placed_at"])
    op.create_table(
        "product_offers",
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("seller", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("ships_in_days", sa.Integer(), nullable=True),
        sa.Column("restock_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("stock >= 0", name="stock_is_never_below_zero"),
        sa.ForeignKeyConstraint(
            ["seller"],
            ["sellers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sku"],
            ["products.sku"],
        ),
        sa.PrimaryKeyConstraint("sku", "seller"),
    )
    op.create_table(
        "remedy_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remedy", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["remedy"],
            ["remedies.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_remedy_events_remedy", "remedy_events", ["remedy"])
    op.create_table(
        "claims",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "id"),
    )
    op.create_table(
        "order_addresses",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=500), nullable=False),
        sa.Column("phone", sa.String(length=500), nullable=False),
        sa.Column("country", sa.String(length=500), nullable=False),
        sa.Column("province", sa.String(length=500), nullable=False),
        sa.Column("city", sa.String(length=500), nullable=False),
        sa.Column("district", sa.String(length=500), nullable=False),
        sa.Column("street", sa.String(length=500), nullable=False),
        sa.Column("postcode", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "position"),
    )
    op.create_table(
        "order_lines",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("seller", sa.String(length=64), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.ForeignKeyConstraint(
            ["seller"],
            ["sellers.id"],
        ),
        sa.PrimaryKeyConstraint("order_number", "position"),
    )
    op.create_table(
        "payments",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("failure", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "id"),
    )
    op.create_table(
        "shipments",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(length=64), nullable=False),
        sa.Column("tracking_number", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("exception", sa.String(length=24), nullable=True),
        sa.Column("promised_at", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("slot_date", sa.Date(), nullable=True),
        sa.Column("slot_from", sa.Time(), nullable=True),
        sa.Column("slot_to", sa.Time(), nullable=True),
        sa.Column("pickup_point", sa.String(length=500), nullable=True),
        sa.Column("signed_by", sa.String(length=200), nullable=True),
        sa.Column("signed_place", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "id"),
    )
    op.create_index("ix_shipments_tracking_number", "shipments", ["tracking_number"])
    op.create_table(
        "refunds",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payment", sa.String(length=128), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=True),
        sa.Column("reference", sa.String(length=128), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_number", "payment"],
            ["payments.order_number", "payments.id"],
            name="refund_of_a_payment",
        ),
        sa.ForeignKeyConstraint(
            ["order_number"],
            ["orders.number"],
        ),
        sa.PrimaryKeyConstraint("order_number", "id"),
    )
    op.create_table(
        "tracking_events",
        sa.Column("order_number", sa.String(length=64), nullable=False),
        sa.Column("shipment", sa.String(length=128), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=True),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number", "shipment"],
            ["shipments.order_number", "shipments.id"],
            name="event_of_a_shipment",
        ),
        sa.PrimaryKeyConstraint("order_number", "shipment", "position"),
    )


def downgrade() -> None:
    op.drop_table("tracking_events")
    op.drop_table("refunds")
    op.drop_table("shipments")
    op.drop_table("payments")
    op.drop_table("order_lines")
    op.drop_table("order_addresses")
    op.drop_table("claims")
    op.drop_table("remedy_events")
    op.drop_table("product_offers")
    op.drop_table("orders")
    op.drop_table("wrong_proofs")
    op.drop_table("write_keys")
    op.drop_table("shop_info")
    op.drop_table("sellers")
    op.drop_table("remedies")
    op.drop_table("proven_orders")
    op.drop_table("proposals")
    op.drop_table("products")
    op.drop_table("customers")
    op.drop_table("access")
