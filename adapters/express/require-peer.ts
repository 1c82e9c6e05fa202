import { createRequire } from 'node:module';
import { TabulystError } from 'tabulyst';
import type express from 'express';
import type multer from 'multer';
import type swaggerUi from 'swagger-ui-express';

/** The packages that whoever uses the router installs beside Tabulyst. */
export interface Peers {
  readonly express: typeof express;
  readonly multer: typeof multer;
  /** Null where the router serves no `/docs`. */
  readonly swaggerUi: typeof swaggerUi | null;
}

/** The line that installs them all. */
export const installLine = 'npm install express multer swagger-ui-express';

/**
 * Loads a package that is an optional peer, when it is needed and not before.
 * @throws PEER_MISSING with the line that installs it
 */
export function requirePeer(name: string): unknown {
  const require = createRequire(import.meta.url);
  try {
    require.resolve(name);
  } catch (cause) {
    throw new TabulystError(
      'PEER_MISSING',
      `The HTTP router needs the package "${name}", which is not installed. Install what it needs: ${installLine}`,
      { package: name, install: installLine },
      { cause },
    );
  }
  return require(name);
}

/** Loads what the router needs. @throws PEER_MISSING */
export function loadPeers({ docs }: { docs: boolean }): Peers {
  return {
    express: requirePeer('express') as typeof express,
    multer: requirePeer('multer') as typeof multer,
    swaggerUi: docs ? (requirePeer('swagger-ui-express') as typeof swaggerUi) : null,
  };
}
