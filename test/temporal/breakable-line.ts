import { once } from 'node:events';
import { createServer, type Server, type Socket, connect as to } from 'node:net';

/** How the line to a server is: whole, cut (who calls is refused), or silent (nobody answers, nobody refuses). */
type State = 'whole' | 'cut' | 'silent';

/** A line to a server that a test can cut. */
export class BreakableLine {
  readonly address: string;
  private readonly server: Server;
  private readonly sockets: Set<Socket>;
  private readonly state: { now: State };

  private constructor(address: string, server: Server, sockets: Set<Socket>, state: { now: State }) {
    this.address = address;
    this.server = server;
    this.sockets = sockets;
    this.state = state;
  }

  static async lay(target: string): Promise<BreakableLine> {
    const [host = '', port = ''] = target.split(':');
    const state: { now: State } = { now: 'whole' };
    const sockets = new Set<Socket>();
    const keep = (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    };
    const server = createServer((near) => {
      keep(near);
      if (state.now === 'cut') near.destroy();
      if (state.now !== 'whole') return;
      const far = to({ host, port: Number(port) });
      keep(far);
      const pass = (from: Socket, other: Socket) => {
        from.on('data', (data) => {
          if (state.now === 'whole') other.write(data);
        });
        from.on('close', () => other.destroy());
      };
      pass(near, far);
      pass(far, near);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const own = typeof address === 'object' && address !== null ? address.port : 0;
    return new BreakableLine(`127.0.0.1:${own}`, server, sockets, state);
  }

  become(state: State): void {
    const before = this.state.now;
    this.state.now = state;
    if (state === 'cut' || before === 'silent') for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.become('cut');
    this.server.close();
  }
}
