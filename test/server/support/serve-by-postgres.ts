import { openStore } from "../../../service/store/open-store.ts";
import { newDatabase } from "../../service/store/support/databases.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { findPostgres, startPostgres } from "../../support/postgres.ts";
import { startToxicProxy } from "../../support/toxic-proxy.ts";
import { startApp } from "./app.ts";

/** The real app whose store is a PostgreSQL of its own behind a proxy that cuts, freezes or slows it. */
export async function serveByPostgres() {
  const cluster = await startPostgres(findPostgres());
  const proxy = await startToxicProxy(cluster.port);
  const url = new URL(await newDatabase(cluster));
  url.port = `${proxy.port}`;
  const store = await openStore({ url: url.href });
  const started = await startApp(smallBook(), { store });
  return {
    app: started.app,
    store,
    proxy,
    async close() {
      proxy.pass();
      await started.close();
      await store.close();
      await proxy.close();
      cluster.stop();
    },
  };
}
