/** Where the rooms are kept cannot be reached now. Requests that meet it are answered `server-interrupted`. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
