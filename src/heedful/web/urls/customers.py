"""Addresses of customers."""

from django.urls import path

from heedful.web.views.customers import keeping, lists, one, segments

app_name = "customers"

urlpatterns = [
    path("customers/", lists.customers, name="list"),
    path("customers/export", lists.export, name="export"),
    path("customers/new", one.add, name="add"),
    path("customers/<uuid:pk>", one.one, name="one"),
    path("customers/<uuid:pk>/change", one.change, name="change"),
    path("customers/<uuid:pk>/leave", one.leave, name="leave"),
    path("customers/<uuid:pk>/come-back", one.come_back, name="come_back"),
    path("customers/<uuid:pk>/contacts/new", keeping.add_contact, name="add_contact"),
    path("customers/<uuid:pk>/deliveries", keeping.deliveries, name="deliveries"),
    path("customers/<uuid:pk>/deliveries/new", keeping.deliver, name="deliver"),
    path("customers/<uuid:pk>/meet", keeping.meet, name="meet"),
    path("customers/<uuid:pk>/exit-contact", keeping.exit_contact, name="exit_contact"),
    path("contacts/<uuid:pk>", keeping.contact, name="contact"),
    path("contacts/<uuid:pk>/leave", keeping.contact_leaves, name="contact_leaves"),
    path("deliveries/<uuid:pk>/remove", keeping.remove_delivery, name="remove_delivery"),
    path("interactions/<uuid:pk>", keeping.interaction, name="interaction"),
    path("interactions/<uuid:pk>/change", keeping.change_interaction, name="change_interaction"),
    path("customers/segments", segments.segments, name="segments"),
    path("customers/segments/new", segments.add_segment, name="add_segment"),
    path("customers/segments/<uuid:pk>", segments.segment, name="segment"),
    path("customers/segments/<uuid:pk>/change", segments.change_segment, name="change_segment"),
    path("customers/segments/<uuid:pk>/review", segments.review_segment, name="review_segment"),
    path("customers/segments/<uuid:pk>/retire", segments.retire_segment, name="retire_segment"),
    path("customers/products", segments.products, name="products"),
    path("customers/products/new", segments.add_product, name="add_product"),
    path("customers/products/<uuid:pk>", segments.product, name="product"),
    path("customers/products/<uuid:pk>/change", segments.change_product, name="change_product"),
    path("customers/products/<uuid:pk>/retire", segments.retire_product, name="retire_product"),
]
