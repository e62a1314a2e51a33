"""Images in named presets."""

from typing import Any

import graphene

from cms.api.content.identity import id_field, identity, identity_of_content
from cms.content.images import image_records
from cms.content.media.file_urls import without_place

_PRESETS = {
    "lead": "Above an article or in a hero: 16:9, cropped around the focal point.",
    "card": "In lists and galleries: 3:2, cropped around the focal point.",
    "inline": "Inside a body: the whole image.",
    "logo": "A logo: the whole image, at most 160 pixels high.",
}


def _describe(preset: Any) -> str:
    if preset is None:
        return "A named use of images. Other sizes can't be requested."
    return _PRESETS[preset.value]


ImagePreset = graphene.Enum(
    "ImagePreset", [(name.upper(), name) for name in image_records.PRESETS], description=_describe
)


class FocalPoint(graphene.ObjectType):
    """The point that must stay visible when an image is cropped further."""

    id = id_field()
    x = graphene.Float(required=True, description="From the left, 0 to 1.")
    y = graphene.Float(required=True, description="From the top, 0 to 1.")

    class Meta:
        possible_types = (image_records.FocalPoint,)

    @staticmethod
    def resolve_id(point: image_records.FocalPoint, _info: Any) -> str:
        return identity("FocalPoint", point.x, point.y)


class ImageSource(graphene.ObjectType):
    """The files of one format, for a `<source>` of a `<picture>`."""

    id = id_field()
    type = graphene.String(required=True, description="MIME type, such as `image/webp`.")
    src_set = graphene.String(
        required=True,
        description="For `srcset`: absolute URLs with their real widths; none is enlarged.",
    )

    class Meta:
        possible_types = (image_records.ImageSource,)

    @staticmethod
    def resolve_id(source: image_records.ImageSource, _info: Any) -> str:
        return identity_of_content("ImageSource", source.type, without_place(source.src_set))


class Rendition(graphene.ObjectType):
    """An image in one preset."""

    id = id_field()
    src = graphene.String(
        required=True, description="The absolute URL of a file that every browser shows."
    )
    width = graphene.Int(
        required=True,
        description="Of `src`, in pixels. Smaller than the preset where the image is.",
    )
    height = graphene.Int(required=True, description="Of `src`, in pixels.")
    sources = graphene.List(
        graphene.NonNull(ImageSource),
        required=True,
        description=(
            "The formats there are, the best first: AVIF, WebP, then JPEG or PNG. Empty for a few "
            "seconds after an image was uploaded; AVIF comes last."
        ),
    )

    class Meta:
        possible_types = (image_records.Rendition,)

    @staticmethod
    def resolve_id(rendition: image_records.Rendition, _info: Any) -> str:
        files = [rendition.src, *[source.src_set for source in rendition.sources]]
        return identity_of_content("Rendition", *map(without_place, files))


class Image(graphene.ObjectType):
    """An image where it is used."""

    id = id_field()
    alt = graphene.String(
        required=True,
        description="A description of the image, in the language of the page. Empty: decorative.",
    )
    focal_point = graphene.Field(
        FocalPoint, description="`null`: the editor set none; the middle is as good as any."
    )
    placeholder = graphene.String(
        description=(
            "The whole image in a few dozen pixels as a `data:` URI, to show until a file has "
            "come. `null`: not made yet, for a few seconds after an image was uploaded."
        )
    )
    rendition = graphene.Field(
        Rendition,
        preset=graphene.Argument(ImagePreset, required=True, description="The use of the image."),
        required=True,
        description="The image, made ready for one use.",
    )

    class Meta:
        possible_types = (image_records.Image,)

    @staticmethod
    def resolve_id(image: image_records.Image, _info: Any) -> str:
        return identity_of_content("Image", str(image.id), image.alt)

    @staticmethod
    def resolve_rendition(
        image: image_records.Image, _info: Any, preset: Any
    ) -> image_records.Rendition:
        name = getattr(preset, "value", preset)
        return image.stored.rendition(image_records.PRESETS[name])
