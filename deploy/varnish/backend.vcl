# Where the CMS is. The probe tells whether it can answer; until it can, old answers are served.
backend cms {
    .host = "cms";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .probe = {
        .url = "/health/ready";
        .interval = 1s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
        .initial = 1;
    }
}

# From where the CMS purges: the machine or container that runs its outbox.
acl purgers {
    "localhost";
    "cms";
}
