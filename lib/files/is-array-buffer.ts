/** Whether this is an `ArrayBuffer`, of this page or of a frame within it, whose `ArrayBuffer` is another class. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}
