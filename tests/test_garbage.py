"""The search for cycles is put off in a block and taken up again, whatever happens in it."""

import gc

import pytest

from camket.garbage import without_garbage_collection


def fail_without_collection():
    with without_garbage_collection():
        assert not gc.isenabled()
        raise ValueError("x")


def test_it_is_off_inside_and_on_again_after_an_error():
    with pytest.raises(ValueError, match="x"):
        fail_without_collection()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off():
    gc.disable()
    try:
        with without_garbage_collection():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
