import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** Listens on loopback for what a hostile folder sends. Records each byte, and each connection without data. */
export class Listener {
  private readonly sockets = new Set<Socket>();
  private text = '';
  private count = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.count += 1;
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        this.text += chunk.toString('latin1');
        const body = '{"version":"1.3.0","edition":"OSS"}';
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
        );
      });
    });
  }

  static async start(): Promise<Listener> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Listener(server);
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Everything received since the last call. */
  heard(): { connections: number; text: string } {
    const all = { connections: this.count, text: this.text };
    this.count = 0;
    this.text = '';
    return all;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
