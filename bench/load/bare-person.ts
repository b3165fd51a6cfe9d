import { io, type Socket } from 'socket.io-client';

/** Somebody at the floor, who comes back by Socket.io's own means. */
export class BarePerson {
  isSeated = false;
  losses = 0;
  readonly #socket: Socket;

  constructor(origin: string, room: string) {
    this.#socket = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
      timeout: 4_000,
    });
    this.#socket.on('connect', () => {
      this.#socket.emit('join', room, {}, () => {
        this.isSeated = true;
      });
    });
    this.#socket.on('disconnect', () => {
      this.isSeated = false;
      this.losses += 1;
    });
  }

  vanish(): void {
    this.#socket.disconnect();
  }
}
