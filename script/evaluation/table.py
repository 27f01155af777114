"""Plain text tables."""


def write(rows, columns):
    """`columns` begin with their heading."""
    left = max(map(len, rows)) + 2
    widths = [max(map(len, column)) + 3 for column in columns]
    for index in range(len(rows) + 1):
        label = rows[index - 1] if index else ""
        print(label.ljust(left) + "".join(column[index].rjust(width) for column, width in zip(columns, widths)))
    print()


def write_list(title, items):
    if items:
        print(f"{title}: {', '.join(items)}")
