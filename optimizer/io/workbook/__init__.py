"""An instance as one workbook (.xlsx) with a sheet for every table: reading and writing.

It is loaded only for who has a workbook, for it takes a moment.
"""
