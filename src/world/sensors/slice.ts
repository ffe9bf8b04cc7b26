/** What a level plane cuts out of a world of upright prisms: discs and turned boxes, in growing tables. */
export class Slice {
  /** Disc by disc: x, y, radius [m]. */
  discs = new Float64Array(3 * 64);
  discCount = 0;
  /** Box by box: x, y, half length, half width [m], cosine and sine of its yaw. */
  boxes = new Float64Array(6 * 64);
  boxCount = 0;

  clear(): void {
    this.discCount = 0;
    this.boxCount = 0;
  }

  addDisc(x: number, y: number, radius: number): void {
    const i = 3 * this.discCount++;
    if (i + 3 > this.discs.length) {
      this.discs = grown(this.discs);
    }
    this.discs[i] = x;
    this.discs[i + 1] = y;
    this.discs[i + 2] = radius;
  }

  addBox(x: number, y: number, halfLength: number, halfWidth: number, yaw: number): void {
    const i = 6 * this.boxCount++;
    if (i + 6 > this.boxes.length) {
      this.boxes = grown(this.boxes);
    }
    this.boxes[i] = x;
    this.boxes[i + 1] = y;
    this.boxes[i + 2] = halfLength;
    this.boxes[i + 3] = halfWidth;
    this.boxes[i + 4] = Math.cos(yaw);
    this.boxes[i + 5] = Math.sin(yaw);
  }

  /** A capsule lying between two points at one height, as the plane cuts it. */
  addBar(ax: number, ay: number, bx: number, by: number, radius: number): void {
    const length = Math.hypot(bx - ax, by - ay);
    this.addDisc(ax, ay, radius);
    if (length > 1e-6) {
      this.addDisc(bx, by, radius);
      this.addBox((ax + bx) / 2, (ay + by) / 2, length / 2, radius, Math.atan2(by - ay, bx - ax));
    }
  }
}

function grown(table: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * table.length);
  larger.set(table);
  return larger;
}
