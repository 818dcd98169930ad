"""A scoring service: FastAPI around a registry that the service makes once and owns.

    pip install community-supervision fastapi uvicorn
    uvicorn service:app

It keeps nothing and logs no answer. A wrong or missing answer is no error of the request: the sheet
says what became of each scale, with every problem. A plugin that fails is named without its words.
"""

import json
from datetime import date
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from supervise.errors import NotLoaded, PluginError, UnknownName
from supervise.exchange import answers_from_json, answers_schema, to_json
from supervise.plugins import Registry
from supervise.records import ScoreSheet


class Asked(BaseModel):
    """Answers to score, and the date of the assessment."""

    model_config = ConfigDict(extra="forbid", strict=True)

    on: str
    answers: dict[str, Any]


def make_app(registry: Registry) -> FastAPI:
    """The service of a registry."""
    app = FastAPI(title="Scores")

    @app.exception_handler(UnknownName)
    async def unknown(_: Request, error: UnknownName) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=404)

    @app.exception_handler(NotLoaded)
    async def not_loaded(_: Request, error: NotLoaded) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=503)

    @app.exception_handler(PluginError)
    async def failed(_: Request, error: PluginError) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, status_code=502)

    @app.get("/instruments")
    def instruments() -> list[dict[str, str]]:
        return [
            {
                "id": each.id,
                "version": each.version,
                "title": each.title,
                "purpose": each.purpose.value,
                "for_whom": each.for_whom,
                "not_for": each.not_for,
                "checked": each.source.checked.isoformat(),
            }
            for each in registry.instruments.values()
        ]

    @app.get("/instruments/{id}/schema")
    def schema(id: str) -> dict[str, object]:
        return answers_schema(registry.instrument(id))

    @app.post("/instruments/{id}/score")
    def score(id: str, asked: Asked) -> dict[str, object]:
        answers: dict[str, object] = asked.answers
        for each in registry.chain(id):
            answers = answers_from_json(each, answers)
        return told(registry.score(id, answers, on=day(asked.on)))

    return app


def day(text: str) -> date:
    """The date of the assessment; anything else is an error of the request."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(422, "on: give the date as YYYY-MM-DD") from None


def told(sheet: ScoreSheet) -> dict[str, object]:
    """A sheet as a caller needs it: the results, the problems, and the record to keep."""
    return {
        "instrument": sheet.instrument,
        "version": sheet.version,
        "scales": {
            scale.id: {
                "status": scale.status.value,
                "score": scale.score,
                "percent": scale.percent,
                "level": scale.level.code if scale.level is not None else None,
                "basis": scale.basis or None,
            }
            for scale in sheet
        },
        "problems": [
            {
                "item": problem.item,
                "code": problem.code.value,
                "says": problem.says,
                "allowed": problem.allowed,
                "remedy": problem.remedy,
            }
            for problem in sheet.problems
        ],
        "record": json.loads(to_json(sheet)),
    }


app = make_app(Registry.installed())
