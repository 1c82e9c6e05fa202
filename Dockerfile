# The example app: dashboard at /, API under /api, Swagger UI at /api/docs, data in /data.
#   docker build -t tabulyst . && docker run -p 3000:3000 -v tabulyst-data:/data tabulyst

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsup.config.ts ./
COPY src src
COPY adapters adapters
RUN npm run build
# What the example app needs besides the library is a development dependency of the package: keep those five, at their
# locked versions, and drop the rest.
RUN node -e "const fs = require('fs'), p = JSON.parse(fs.readFileSync('package.json')); \
      for (const name of ['express', 'multer', 'swagger-ui-express', 'echarts', '@xenova/transformers']) p.dependencies[name] = p.devDependencies[name]; \
      p.devDependencies = {}; fs.writeFileSync('package.json', JSON.stringify(p))" \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY examples examples
COPY samples samples
COPY LICENSE README.md ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "examples/dashboard/server.js"]
