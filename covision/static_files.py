"""How static files are stored when the server starts: compressed, and under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # it is not typed
    support_js_module_import_aggregation = True  # an import in a script names the hashed file, too
