/**
 * The lists of a tree that are being read, one inside the other. A finished one takes as much room as its items, where a
 * list that grew by `push` keeps room for sixteen more: most lists of a tree are short, and a project has millions.
 */

export class OpenLists {
  private readonly items: unknown[] = [];
  private length = 0;

  /** Begins a list inside those that are open; gives what `close` is to be called with. */
  open(): number {
    return this.length;
  }

  /** Adds to the list that was opened last. */
  add(item: unknown): void {
    this.items[this.length++] = item;
  }

  /** Whether nothing was added to the list. */
  isEmpty(opened: number): boolean {
    return this.length === opened;
  }

  /** The finished list; what `Item` is depends on what was added. */
  close<Item>(opened: number): readonly Item[] {
    if (this.length === opened) return none;
    const list = this.items.slice(opened, this.length) as readonly Item[];
    this.length = opened;
    return list;
  }

  /** Forgets the list, and those that were opened inside it. */
  drop(opened: number): void {
    this.length = opened;
  }
}

const none: readonly never[] = [];
