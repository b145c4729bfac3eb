"""Everything a rule author needs: the names of ``seolint.names``, which are imported when the first is asked for."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from seolint.names import *  # noqa: F403
    from seolint.names import __all__ as __all__
else:
    # else the name would be the module's for all who import it after that module
    from seolint.pattern import pattern as pattern

    def __getattr__(name: str) -> object:
        import seolint.names as names

        if name != "__all__" and name not in names.__all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals().update({public: getattr(names, public) for public in (*names.__all__, "__all__")})
        return globals()[name]
