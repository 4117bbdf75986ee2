// Shows this server's own description; nothing is fetched from elsewhere.
window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
