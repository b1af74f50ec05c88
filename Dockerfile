# Palier and its workers: one image, `palier start` or `palier worker`. The version of Node is the one that
# package.json names; a test holds them equal.

FROM node:24.21.0-bookworm-slim AS sources
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: the package `node` would fetch a second Node, and nothing else needs one.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.base.json ./
COPY schemas schemas
COPY engine engine
COPY store store
COPY workers workers
COPY server server
RUN /usr/local/bin/node node_modules/typescript/bin/tsc -b schemas engine store workers server \
 && /usr/local/bin/node dist/workers/temporal/ship-bundle.js \
 && find dist -name '*.d.ts' -delete -o -name '*.tsbuildinfo' -delete

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY deploy/slim.ts deploy/slim.ts
RUN node deploy/slim.ts node_modules

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production LANG=C.UTF-8
WORKDIR /app
# Volumes take the owner of these folders; a file in each, because an empty folder may not be taken over.
RUN install -d -o node -g node -m 0750 /var/lib/palier /secrets /secrets/postgres /secrets/temporal /secrets/palier /secrets/mail \
 && for folder in /var/lib/palier /secrets/postgres /secrets/temporal /secrets/palier /secrets/mail; do \
      install -o node -g node -m 0640 /dev/null "$folder/.keep"; \
    done \
 && install -d /workspace \
 && ln -s /app/deploy/palier.sh /usr/local/bin/palier
COPY package.json LICENSE NOTICE ./
COPY --from=dependencies /app/node_modules node_modules
COPY examples examples
COPY generated generated
COPY deploy/*.ts deploy/palier.sh deploy/
COPY --from=sources /app/dist dist
USER node
WORKDIR /workspace
CMD ["palier", "start"]
