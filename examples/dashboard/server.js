import { createAnalyst, createDiskStorage } from 'tabulyst';
import { createApp } from './app.js';

const port = Number(process.env.PORT ?? 3000);
// Nobody logs in here, so the outside is let in only when asked: HOST=0.0.0.0.
const host = process.env.HOST || '127.0.0.1';
const folder = process.env.DATA_DIR ?? './data';

function stop(message) {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65535 || process.env.PORT === '') {
  stop(`PORT must be a whole number from 0 to 65535, not "${process.env.PORT}".`);
}

const analyst = createAnalyst({ storage: createDiskStorage({ folder }) });
const server = createApp({ analyst }).listen(port, host, (error) => {
  if (error?.code === 'EADDRINUSE') stop(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm start`);
  if (error) stop(`The server can't listen on port ${port}: ${error.message}`);
  const address = `http://${['127.0.0.1', '0.0.0.0'].includes(host) ? 'localhost' : host}:${server.address().port}`;
  console.log(`Dashboard          ${address}/`);
  console.log(`API                ${address}/api`);
  console.log(`API documentation  ${address}/api/docs`);
  console.log(`Data is kept in ${folder}. Stop with Ctrl+C.`);
});

let closing = false;
async function close() {
  if (closing) return;
  closing = true;
  // Open event streams would keep the server waiting.
  server.close();
  server.closeAllConnections();
  await analyst.close();
  process.exit(0);
}
process.on('SIGINT', close);
process.on('SIGTERM', close);
