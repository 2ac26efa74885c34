"""Time that is moved by hand: nobody wakes before it is, and everybody in the order in which they wanted to."""

import asyncio

from load.hand_clock import HandClock


async def _turn() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def test_who_sleeps_wakes_when_time_has_been_moved_so_far() -> None:
    async def story() -> list[str]:
        clock, woken = HandClock(), []

        async def sleep(name: str, seconds: float) -> None:
            await clock.sleep(seconds)
            woken.append(name)

        async with asyncio.TaskGroup() as people:
            people.create_task(sleep("Ben", 20))
            people.create_task(sleep("Ada", 10))
            await _turn()
            clock.forward(9)
            await _turn()
            assert woken == []
            clock.forward(20)
        return woken

    assert asyncio.run(story()) == ["Ada", "Ben"]


def test_who_waits_is_told_whether_it_came_in_time() -> None:
    async def story() -> tuple[bool, bool]:
        clock, event = HandClock(), asyncio.Event()
        in_vain = asyncio.create_task(clock.wait(event, 5))
        patient = asyncio.create_task(clock.wait(event, 50))
        await _turn()
        clock.forward(10)
        event.set()
        return await in_vain, await patient

    assert asyncio.run(story()) == (False, True)


def test_what_was_called_off_does_not_happen() -> None:
    called: list[str] = []
    clock = HandClock()
    clock.call_later(5, lambda: called.append("off")).cancel()
    clock.call_later(5, lambda: called.append("on"))

    clock.forward(60)

    assert called == ["on"]
    assert clock.seconds() == 60
