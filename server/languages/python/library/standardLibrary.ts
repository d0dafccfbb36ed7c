/** What we know of Python's standard library as a whole. */

const modules: ReadonlySet<string> = new Set(
  'abc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib imghdr imp importlib inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msvcrt multiprocessing netrc nntplib ntpath numbers opcode operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'.split(
    ' ',
  ),
);

/** Whether an absolute import of this name finds the standard library. */
export function isStandardLibrary(module: string): boolean {
  const dot = module.indexOf('.');
  const first = dot < 0 ? module : module.slice(0, dot);
  return modules.has(first) || first === '__future__' || first === '_thread' || first === '_io';
}

/** Modules none of whose functions gives an awaitable or calls back into the user's code for its result. */
const synchronousModules: ReadonlySet<string> = new Set(
  'time json os re math random datetime logging pathlib shutil subprocess socket select ssl struct sys tempfile glob fnmatch base64 hashlib hmac secrets uuid string textwrap pickle csv io zlib gzip bz2 lzma zipfile tarfile sqlite3 http urllib smtplib ftplib email html xml decimal fractions statistics calendar locale platform getpass getopt argparse configparser traceback warnings gc errno signal threading queue urllib3 requests resource shlex ipaddress mimetypes pprint'.split(
    ' ',
  ),
);

/** Built-in functions whose result is awaitable only when the user made it so, or not at all. */
const builtinsThatForward: ReadonlySet<string> = new Set(
  '__import__ aiter anext compile eval exec getattr globals locals max min next reduce super type vars sum'.split(' '),
);

/** Whether a call of `symbol` certainly gives nothing awaitable. */
export function isSynchronous(symbol: string): boolean {
  const dot = symbol.indexOf('.');
  const module = symbol.slice(0, dot);
  return module === 'builtins' ? !builtinsThatForward.has(symbol.slice(dot + 1)) : synchronousModules.has(module);
}

const builtins: ReadonlySet<string> = new Set(
  'ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __import__ abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip'.split(
    ' ',
  ),
);

/** Whether a name that nothing binds means the built-in. */
export function isBuiltin(name: string): boolean {
  return builtins.has(name);
}
