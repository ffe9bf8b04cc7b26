

# Added by coalign: all generators of a package parse the same interface files; the first one keeps what it read in the
# build folder for the others.
_parse_idl_file = parse_idl_file


def parse_idl_file(locator: IdlLocator, png_file: Optional[str] = None) -> IdlFile:
    import pickle

    path = locator.get_absolute_path()
    kept = path.with_name(f'{path.name}.parsed')
    try:
        text, content = pickle.loads(kept.read_bytes())
        if text == path.read_bytes():
            return IdlFile(locator, content)
    except (OSError, ValueError, EOFError, pickle.PickleError):
        pass
    parsed = _parse_idl_file(locator, png_file)
    draft = path.with_name(f'{path.name}.{os.getpid()}.draft')
    draft.write_bytes(pickle.dumps((path.read_bytes(), parsed.content)))
    draft.replace(kept)
    return parsed
