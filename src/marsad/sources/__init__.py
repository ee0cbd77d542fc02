"""Sources: files and web pages to reports. What cannot be read says why, and never stops its neighbours."""
