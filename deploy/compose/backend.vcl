# In place of ../varnish/backend.vcl where the processes are containers: the one that purges isn't
# the one that answers, so its network is named. A request that nginx has handed on purges nothing.
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

acl purgers {
    "localhost";
    "172.28.0.0"/24;
}
