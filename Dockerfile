# The server with its pages, as one image: docs/DEPLOY.md. Any Debian, Alpine or other image with Node 20.19 or newer will do.
ARG NODE_IMAGE=node:26-trixie-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN npm run build && node scripts/lay-image.mjs

FROM ${NODE_IMAGE}
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Parley" \
      org.opencontainers.image.description="A video call in a link: no account, no install, and a server that cannot listen." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
ENV NODE_ENV=production PORT=3000
# All of it is root's and nothing is ever written: the file system may be read-only, without exceptions.
COPY --from=build /app/dist/image ./
USER 10001:10001
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "deploy/healthcheck.cjs"]
CMD ["node", "deploy/start.cjs"]
