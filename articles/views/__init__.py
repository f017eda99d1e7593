"""The pages: each view binds a form, chains querysets, paginates and renders."""
