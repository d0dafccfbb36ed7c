from async_files import File


def open(path, mode="r", *, encoding):
    return File(path, mode, encoding)
