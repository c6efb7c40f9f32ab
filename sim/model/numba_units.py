"""How Numba compiles the model: a phase is a unit of machine code, rules and behaviours are parts of the units.

Numba optimises every function together with all that it calls, and turns each into machine code of its own: for a
chain of five calls, five times the work. Here a part stays raw code until a unit takes it in, and a unit that calls
another leaves it where it is, so that each line is optimised once for every unit that needs it. The rest of this module
keeps units on disk, each by a digest of what it is compiled from: an edit recompiles the units that it reaches.

All that is private of Numba is here; `numba_options` says when it is not used.
"""

import contextlib
import hashlib
import inspect
import pickle
import sys
from collections.abc import Callable, Iterator
from enum import EnumType
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core import compiler, funcdesc, itanium_mangler, serialize, types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import NativeLowering
from numba.core.typing.templates import signature

from sim.model.cache_folder import remove_all_but_latest, write_whole


class PartLibrary(JITCodeLibrary):
    """Code that waits to be taken in by a unit."""

    def _optimize_functions(self, module: Any) -> None:
        """Leave it as it is: the unit optimises."""

    def finalize(self) -> None:
        """Make no machine code."""
        self._finalized = True


class UnitLibrary(JITCodeLibrary):
    """Machine code of a phase and of all the parts that it needs; other units that it calls are libraries beside it."""

    def __init__(self, codegen: Any, name: str):
        super().__init__(codegen, name)
        self.enable_object_caching()

    def _optimize_functions(self, module: Any) -> None:
        """Leave it as it is: the whole is optimised."""

    def add_linking_library(self, library: Any) -> None:
        """Take a part in; a unit has its machine code already."""
        if not isinstance(library, UnitLibrary):
            self._linking_libraries.append(library)

    def finalize(self) -> None:
        """Take in all parts, each once, optimise the whole and make machine code of it."""
        module = self._final_module
        own = {value.name for value in _defined(module)}
        for part in _parts(self):
            module.link_in(part._final_module, preserve=True)
        for value in _defined(module):
            if value.name not in own:  # LLVM may merge it into its callers and drop it
                value.linkage = "internal"
        passes, builder = self._codegen._module_pass_manager()
        passes.run(module, builder)
        module.verify()
        self._finalize_final_module()

    def _verify_declare_only_symbols(self) -> None:
        """Other units are declared only."""

    def get_pointer_to_function(self, name: str) -> int:
        """The address of a function of this unit."""
        self._ensure_finalized()
        return int(self._codegen._engine.get_function_address(name))


def _defined(module: Any) -> Iterator[Any]:
    for values in (module.functions, module.global_variables):
        yield from (value for value in values if not value.is_declaration)


def _parts(unit: UnitLibrary) -> dict[Any, None]:
    """All that a unit calls, directly or not, except other units."""
    found: dict[Any, None] = {}
    waiting = list(unit._linking_libraries)
    while waiting:
        library = waiting.pop()
        if library not in found and not isinstance(library, UnitLibrary):
            found[library] = None
            waiting += library._linking_libraries
    return found


@cache
def _type_name(type_: Any) -> str:
    """A short name for a type; Numba's own name of a world is 10,000 characters, in every function's name."""
    return hashlib.sha256(str(type_).encode()).hexdigest()


def _symbol(name: str, types_: tuple[Any, ...], *, abi_tags: Any = (), uid: int | None = None) -> str:
    """The name of a compiled function for these types of arguments."""
    arguments = hashlib.sha256("".join(map(_type_name, types_)).encode()).hexdigest()[:16]
    return str(itanium_mangler.mangle(name, (f"t{arguments}",), uid=uid))


@register_pass(mutates_CFG=True, analysis_only=False)
class LowerPart(NativeLowering):
    """Makes raw code of a rule or a behaviour."""

    _name = "lower_part"

    def run_pass(self, state: Any) -> bool:
        """Numba's own pass, without entry points from Python."""
        state.library = PartLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        state.flags.no_cpython_wrapper = True
        super().run_pass(state)
        key = object()  # by which callers find it, in place of an entry point
        state.targetctx.insert_user_function(key, state["cr"].fndesc, [state.library])
        state["cr"] = state["cr"]._replace(cfunc=key)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class LowerUnit(NativeLowering):
    """Makes machine code of a phase."""

    _name = "lower_unit"

    def run_pass(self, state: Any) -> bool:
        """Numba's own pass, for a function whose name is the same in every process."""
        state.library = UnitLibrary(state.targetctx.codegen(), state.func_id.func_qualname)
        state.func_id.unique_id = 0
        return bool(super().run_pass(state))


def _pipeline(state: Any, lower: type) -> list[Any]:
    """Numba's own passes, except for the last but one."""
    state.targetctx.mangler = _symbol
    manager = PassManager("nopython")
    usual = compiler.DefaultPassBuilder.define_nopython_pipeline(state).passes
    manager.passes = [(lower if step is NativeLowering else step, says) for step, says in usual]
    manager.finalize()
    return [manager]


class PartCompiler(compiler.CompilerBase):
    """Compiles parts."""

    def define_pipelines(self) -> list[Any]:
        """The passes."""
        return _pipeline(self.state, LowerPart)


class UnitCompiler(compiler.CompilerBase):
    """Compiles units."""

    def define_pipelines(self) -> list[Any]:
        """The passes."""
        return _pipeline(self.state, LowerUnit)


class Unit(CPUDispatcher):
    """A phase, compiled."""

    def __init__(self, function: Callable[..., Any], options: dict[str, Any], keep_in: Path | None = None):
        super().__init__(function, targetoptions=options, pipeline_class=UnitCompiler)
        if keep_in is not None:
            self._cache = KeptUnit(self, keep_in)


class Part(CPUDispatcher):
    """A rule or a behaviour, compiled into the units that call it; called from Python, it is a unit for itself."""

    def __init__(self, function: Callable[..., Any], options: dict[str, Any]):
        super().__init__(function, targetoptions=options, pipeline_class=PartCompiler)

    @cached_property
    def _alone(self) -> Unit:
        return Unit(self.py_func, self.targetoptions)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it from Python."""
        return self._alone(*arguments, **named)

    def get_call_template(self, arguments: Any, named: Any) -> Any:
        """What Numba asks for at a call: here without the values of literals, for each of which it would compile."""
        plain = {name: types.unliteral(type_) for name, type_ in named.items()}
        return super().get_call_template(tuple(map(types.unliteral, arguments)), plain)

    def add_overload(self, result: Any) -> None:
        """Note what was compiled, but not as something that can be called from Python."""
        self.overloads[tuple(result.signature.args)] = result


# ---------------------------------------------------------------- what a unit is compiled from


def sources_of(unit: Unit) -> tuple[str, list[Unit]]:
    """A digest of what a unit is compiled from, and the other units that it calls.

    It follows calls from function to function and reads the same as Numba: bytecode, and the values of names from
    outside. A unit that is called counts by its name alone.
    """
    content, units = hashlib.sha256(Path(__file__).read_bytes()), dict[Unit, None]()
    seen, waiting = set[Any](), list[Any]([unit])
    while waiting:
        dispatcher = waiting.pop()
        if dispatcher in seen:
            continue
        seen.add(dispatcher)
        function = dispatcher.py_func
        content.update(f"{_name(function)}{dispatcher.targetoptions}{function.__defaults__}".encode())
        for text, value in _read_by(function):
            if isinstance(value, Unit):
                units[value] = None
                content.update(f"{text}={_name(value.py_func)}".encode())
            elif isinstance(value, Part):
                waiting.append(value)
                content.update(f"{text}={_name(value.py_func)}".encode())
            else:
                content.update(f"{text}={value}".encode())
    return content.hexdigest()[:16], list(units)


def _name(function: Any) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _read_by(function: Any) -> Iterator[tuple[str, Any]]:
    """The code of a function, then each name that it takes from outside with its value."""
    code = function.__code__
    said = 1 if code.co_consts and code.co_consts[0] == function.__doc__ else 0
    names = {name for inner in _codes(code) for name in inner.co_names}
    cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True))
    yield "code", "".join(f"{c.co_code!r}{c.co_names}{c.co_argcount}" for c in _codes(code))
    yield "constants", code.co_consts[said:]
    outside = {name: function.__globals__[name] for name in sorted(names & function.__globals__.keys())}
    for name, value in [*outside.items(), *((name, cell.cell_contents) for name, cell in cells.items())]:
        yield name, value if isinstance(value, Unit | Part) else _constant(name, value)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _constant(name: str, value: Any) -> str:
    """The value of a name from outside as text; TypeError for a module of ours: what is read from it is not seen."""
    match value:
        case bool() | int() | float() | str() | None:
            return repr(value)
        case tuple():
            return "".join(_constant(name, part) for part in value)
        case np.ndarray():
            return f"{value.dtype}{value.shape}{value.tobytes()!r}"
        case EnumType():
            return repr(value.__members__)
        case ModuleType() if value.__name__.startswith("sim"):
            raise TypeError(f"{name} is a module: compiled code must import what it needs from it by name")
    # A class, a built-in function, or what compiled code cannot read and only has the name of a field.
    return f"{type(value)}{getattr(value, '__qualname__', '')}{getattr(value, '_fields', '')}"


# ---------------------------------------------------------------- on disk


class KeptUnit:
    """A unit's machine code on disk: what Numba calls a cache.

    There is no index: each file holds the code for some types of arguments after its own check sum, so that processes
    may write at once, and a file that was cut short is compiled again.
    """

    def __init__(self, unit: Unit, folder: Path):
        self.cache_path = str(folder)
        self._unit = unit
        self._stem = _name(unit.py_func).replace("<", "").replace(">", "")

    @cached_property
    def _sources(self) -> tuple[str, list[Unit]]:
        return sources_of(self._unit)

    @property
    def calls(self) -> list[Unit]:
        """The other units that this one calls."""
        return self._sources[1]

    def is_filled(self) -> bool:
        """Whether there is code for some types of arguments."""
        return any(Path(self.cache_path).glob(f"{self._stem}-{self._sources[0]}-*.code"))

    def load_overload(self, arguments: Any, target: Any) -> Any:
        """The compile result for some types of arguments, None where there is none or it cannot be read."""
        target.refresh()
        with contextlib.suppress(OSError):
            check_sum, content = _split(self._path(arguments, target.codegen()).read_bytes())
            if check_sum == _check_sum(content):
                return self._rebuilt(arguments, target, *pickle.loads(content))
        return None

    def _rebuilt(
        self, arguments: Any, target: Any, machine_code: bytes, env: Any, returns: Any, calls: Any
    ) -> Any:
        for module, name, types_ in calls:  # before its caller, or the system's linker would not find it
            getattr(import_module(module), name).compile(types_)
        function = self._unit.py_func
        names = tuple(inspect.signature(function).parameters)
        described = funcdesc.PythonFunctionDescriptor(
            True, function.__module__, function.__qualname__, function.__qualname__, "", None, returns, None,
            names, (), mangler=_symbol, argtypes=tuple(arguments), uid=0,
        )  # fmt: skip
        library = UnitLibrary(target.codegen(), function.__qualname__)
        library._set_compiled_object(machine_code)
        library._finalize_final_module()
        return compiler.compile_result(
            typing_context=target.typing_context,
            target_context=target,
            entry_point=target.get_executable(library, described, env),
            library=library,
            signature=signature(returns, *arguments),
            objectmode=False,
            fndesc=described,
            environment=env,
            type_annotation="",
            lifted=(),
            reload_init=(),
        )

    def save_overload(self, arguments: Any, result: Any) -> None:
        """Keep a compile result; where the disk refuses, it is compiled again next time."""
        if result.library.has_dynamic_globals:  # addresses of this process
            return
        calls = [
            (unit.py_func.__module__, unit.py_func.__qualname__, types_)
            for unit in self.calls
            for types_ in unit.overloads
        ]
        content = serialize.dumps(
            (result.library._get_compiled_object(), result.environment, result.signature.return_type, calls)
        )
        path = self._path(arguments, result.codegen)
        with contextlib.suppress(OSError):
            write_whole(path, _check_sum(content) + content)
            remove_all_but_latest(path.parent, f"{self._stem}-*.code")

    def flush(self) -> None:
        """Forget what is kept."""
        for path in Path(self.cache_path).glob(f"{self._stem}-*.code"):
            path.unlink(missing_ok=True)

    def _path(self, arguments: Any, codegen: Any) -> Path:
        """The file: named by the function, its sources, the types, the processor and the versions."""
        versions = (numba.__version__, llvmlite.__version__, sys.version_info[:2])
        kinds = [_type_name(type_) for type_ in arguments]
        key = hashlib.sha256(repr((kinds, codegen.magic_tuple(), versions)).encode())
        return Path(self.cache_path, f"{self._stem}-{self._sources[0]}-{key.hexdigest()[:16]}.code")


def _check_sum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _split(file: bytes) -> tuple[bytes, bytes]:
    size = hashlib.sha256().digest_size
    return file[:size], file[size:]
