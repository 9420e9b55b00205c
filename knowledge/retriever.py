"""The library as a LangChain retriever, for anyone's own chain."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from knowledge.models import Filters, Finding, Hit


@runtime_checkable
class Searchable(Protocol):
    """What the retriever needs of a library."""

    def search(self, text: str, *, limit: int = 12, filters: Filters | None = None) -> list[Hit]: ...


class LibraryRetriever(BaseRetriever):
    """Searches a library and gives LangChain documents whose metadata say where to look each one up.

    Raises :class:`knowledge.errors.LibraryError` as the library does; an outage is never an empty result.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Searchable
    k: int = Field(default=12, ge=1)
    filters: Filters | None = None

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [as_document(hit) for hit in self.library.search(query, limit=self.k, filters=self.filters)]


def as_retriever(library: Searchable, *, k: int = 12, filters: Filters | None = None) -> LibraryRetriever:
    """A LangChain retriever over ``library`` that gives ``k`` documents a question."""
    return LibraryRetriever(library=library, k=k, filters=filters)


def as_document(hit: Hit) -> Document:
    """A search result as a LangChain document.

    ``page_content`` is the item's text. ``quote`` is that text for a passage, which is verbatim, and None for a
    finding, which is in the library's own words; ``act`` is what the source did by saying it.
    """
    item, source = hit.item, hit.source
    finding = isinstance(item, Finding)
    return Document(
        id=item.id,
        page_content=item.text,
        metadata={
            "item": "finding" if finding else "passage",
            "source_id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "published": source.published,
            "kind": str(source.kind),
            "origin": source.independence,
            "url": source.url,
            "locator": item.locator,
            "act": str(item.act if isinstance(item, Finding) else source.default_act),
            "aspect": str(item.aspect) if isinstance(item, Finding) else None,
            "confidence": str(item.confidence) if isinstance(item, Finding) and item.confidence else None,
            "quote": None if finding else item.text,
            "score": hit.score,
            "relevance": hit.relevance,
        },
    )
